import { describe, expect, it } from 'vitest';
import { formatResult, resultHtml } from './format-result.ts';

const part = (code: string, value: unknown, text?: string) => ({
  code: { coding: [{ code }], ...(text && { text }) },
  valueQuantity: { value, code: 'mm[Hg]' },
});

describe('formatResult', () => {
  it.each([
    [{ valueQuantity: { value: '6.90', unit: 'mmol/L' } }, '6.90 mmol/L'],
    [{ valueCodeableConcept: { text: 'Never smoker' } }, 'Never smoker'],
    [{ valueString: 'No growth' }, 'No growth'],
    [{ valueBoolean: false }, 'No'],
    [{ valueInteger: 0 }, '0'],
    [{ valueRange: { low: { value: 1, unit: 'mg' }, high: { value: 2, unit: 'mg' } } }, '1 mg to 2 mg'],
    [{ valueRange: { low: { value: 10, unit: 'mmol/L' } } }, 'at least 10 mmol/L'],
    [{ valueRange: { high: { value: 2, unit: 'mg' } } }, 'at most 2 mg'],
    [{ valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } }, '1 : 128'],
    [{ valuePeriod: { start: '2026-11-01', end: '2026-11-03' } }, '01-Nov-2026 to 03-Nov-2026'],
    [{ valueSampledData: { data: '1 2 3' } }, 'Trace recorded, not shown here'],
    [{ valueDateTime: '2026-11-21' }, '21-Nov-2026'],
    [{ valueTime: '14:05:00' }, '14:05'],
    [{ dataAbsentReason: { coding: [{ code: 'masked' }] } }, 'Withheld'],
    [{}, 'Not recorded'],
    [{ component: [part('8480-6', 128), part('8462-4', 76)] }, '128/76 mmHg'],
    [
      { component: [part('8480-6', 128, 'Systolic'), part('8462-4', 'x', 'Diastolic')] },
      'Systolic: 128 mmHg; Diastolic: Not recorded',
    ],
    [{ valueString: 'Abnormal', component: [{ valueString: 'x' }] }, 'Abnormal; Part not named: x'],
  ])('%j gives %s', (observation, expected) => expect(formatResult(observation)).toBe(expected));

  it('puts values in bold, not absences', () => {
    expect(String(resultHtml({ component: [part('8480-6', 128), part('8462-4', 76)] }))).toBe('<b>128/76 mmHg</b>');
    expect(String(resultHtml({ valueQuantity: { value: 5, unit: 'mg' } }))).toBe('<b>5</b> mg');
    expect(String(resultHtml({}))).toBe('Not recorded');
  });
});
