import { describe, expect, it } from 'vitest';
import { formatResult, resultHtml } from './format-result.ts';
import { interpretResult } from './interpret-result.ts';
import { readReferenceRange } from './reference-range.ts';

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

describe('a range for some people only', () => {
  const end = (value: number) => ({ value, unit: 'g/L' });
  const women = { low: end(115), high: end(165), appliesTo: [{ text: 'Female' }] };
  const men = {
    low: end(130),
    high: end(180),
    appliesTo: [{ text: 'Male' }],
    age: { low: { value: 18, unit: 'years' } },
  };
  it.each([
    [[women, men], '115 \u2013 165 (Female); 130 \u2013 180 (Male, from 18 years)'],
    [[women], '115 \u2013 165 (Female)'],
    [[{ low: end(115) }, { high: end(180) }], '115 or more; 180 or less'],
  ])('%j says for whom, and is not compared with', (referenceRange, text) => {
    const result = { valueQuantity: end(125), referenceRange };
    expect(readReferenceRange(referenceRange, end(125)).text).toBe(text);
    expect(interpretResult(result).word).toBe('Not comparable with range');
  });
});

it('names the parts of a blood pressure that came as codes alone, and keeps a limit', () => {
  const over = { ...part('8480-6', 250), valueQuantity: { value: 250, code: 'mm[Hg]', comparator: '>' } };
  expect(formatResult({ component: [over, part('8462-4', 120)] })).toBe(
    'Systolic blood pressure: more than 250 mmHg; Diastolic blood pressure: 120 mmHg',
  );
});
