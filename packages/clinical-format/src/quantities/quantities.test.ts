import { describe, expect, it } from 'vitest';
import { decimalText, formatDecimal, formatDoseNumber } from './decimal-text.ts';
import { formatDose, formatPatientDose, formatQuantity, quantityHtml } from './format-quantity.ts';
import { interpretResult } from './interpret-result.ts';
import { interpretationWords } from './interpretation-words.ts';
import { readableDoseUnit, readableUnit } from './readable-unit.ts';
import { formatReferenceRange } from './reference-range.ts';

const mmol = (value: unknown, more = {}) => ({ value, unit: 'mmol/L', code: 'mmol/L', ...more });

describe('decimals', () => {
  it.each([
    ['1.00', '1.00', '1.00', '1'],
    ['.5', '0.5', '0.5', '0.5'],
    ['0.50', '0.50', '0.50', '0.5'],
    ['-.50', '-0.50', '\u22120.50', '\u22120.5'],
    ['007', '7', '7', '7'],
    ['1e3', '1000', '1,000', '1,000'],
    ['1.5e-7', '0.00000015', '0.00000015', '0.00000015'],
    ['12.34e1', '123.4', '123.4', '123.4'],
    ['1000', '1000', '1,000', '1,000'],
    ['1234567.8900', '1234567.8900', '1,234,567.8900', '1,234,567.89'],
    [6.9, '6.9', '6.9', '6.9'],
    [1e21, '1000000000000000000000', '1,000,000,000,000,000,000,000', '1,000,000,000,000,000,000,000'],
    [0, '0', '0', '0'],
    ['100', '100', '100', '100'],
  ])('%j', (value, text, shown, dose) => {
    expect([decimalText(value), formatDecimal(value), formatDoseNumber(value)]).toEqual([text, shown, dose]);
  });

  it.each(['', '.', 'abc', '1.2.3', '1e9999', Number.NaN, Infinity, null, undefined, {}, true])(
    '%j is no number',
    (value) => {
      expect(decimalText(value)).toBeUndefined();
    },
  );

  it('keeps the value of any number', () => {
    for (let exponent = -300; exponent <= 300; exponent += 7) {
      const value = 1.2345678901 * 10 ** exponent;
      expect(Number(decimalText(value))).toBe(value);
    }
  });
});

describe('units', () => {
  it.each([
    ['umol/L', 'µmol/L'],
    ['Cel', '°C'],
    ['mm[Hg]', 'mmHg'],
    ['/min', 'per minute'],
    ['10*9/L', '×10⁹/L'],
    ['mL/min/{1.73_m2}', 'mL/min/1.73 m²'],
    ['kg/m2', 'kg/m²'],
    ['m[IU]/L', 'mIU/L'],
    ['{score}', 'score'],
    ['1', ''],
    ['mg/dL', 'mg/dL'],
    ['unit', 'unit'],
    ['ug/mg{creat}', 'µg/mg creat'],
    ['constructor', 'constructor'],
  ])('%s reads %s', (code, expected) => expect(readableUnit(code)).toBe(expected));

  it('writes dose units out', () => {
    expect(['ug', 'mcg', 'ng', '[iU]', 'U', 'mg', 'ug/h'].map(readableDoseUnit)).toEqual([
      'micrograms',
      'micrograms',
      'nanograms',
      'units',
      'units',
      'mg',
      'micrograms/h',
    ]);
  });
});

describe('quantities', () => {
  it.each([
    [mmol(6.9), '6.9 mmol/L'],
    [mmol('6.90'), '6.90 mmol/L'],
    [mmol(5, { comparator: '<' }), 'less than 5 mmol/L'],
    [mmol(5, { comparator: '>=' }), 'at least 5 mmol/L'],
    [{ value: 97, unit: '%', code: '%' }, '97%'],
    [{ value: 1.2, unit: 'ratio', code: '1' }, '1.2'],
    [{ value: 3, code: '{score}' }, '3 score'],
    [{ value: 3, unit: 'arb units', code: 'xyz' }, '3 arb units'],
    [{ value: 3 }, '3'],
    [{ unit: 'mg' }, 'Not recorded'],
    [{ value: 'many' }, 'Not recorded'],
    [null, 'Not recorded'],
    ['5 mg', 'Not recorded'],
  ])('%j', (quantity, expected) => expect(formatQuantity(quantity)).toBe(expected));

  it.each([
    [{ value: '0.50', unit: 'mg' }, '0.5 mg', '0.5mg'],
    [{ value: 1000, code: '[iU]' }, '1,000 units', '1,000 units'],
    [{ value: 2, unit: 'tablet' }, '2 tablets', '2 tablets'],
    [{ value: 1, unit: 'tablet' }, '1 tablet', '1 tablet'],
    [{ value: 2, unit: 'suppository' }, '2 suppositories', '2 suppositories'],
    [{ value: 250, unit: 'mg' }, '250 mg', '250mg'],
    [{ value: 5, unit: 'mL' }, '5 mL', '5ml'],
  ])('dose %j', (quantity, staff, patient) => {
    expect([formatDose(quantity), formatPatientDose(quantity)]).toEqual([staff, patient]);
  });

  it('puts the number in bold and escapes the unit', () => {
    expect(String(quantityHtml({ value: 5, unit: '<b>', comparator: '<' }))).toBe('less than <b>5</b> &lt;b&gt;');
  });
});

describe('formatReferenceRange', () => {
  it.each([
    [[{ low: mmol(3.5), high: mmol('5.30') }], '3.5 \u2013 5.30'],
    [[{ low: mmol(3.5) }], '3.5 or more'],
    [[{ high: mmol(5.3) }], '5.3 or less'],
    [[{ text: 'Negative' }], 'Negative'],
    [[{ type: { coding: [{ code: 'therapeutic' }] }, low: mmol(1) }, { low: mmol(3.5) }], '3.5 or more'],
    [[{ low: { value: 35, unit: 'mg/L' } }], '35 mg/L or more'],
    [[{}], 'No range given'],
    [undefined, 'No range given'],
  ])('%j', (range, expected) => expect(formatReferenceRange(range, mmol(6.9))).toBe(expected));
});

describe('interpretResult', () => {
  const reported = (...codes: string[]) => ({ interpretation: codes.map((code) => ({ coding: [{ code }] })) });
  const range = [{ low: mmol(3.5), high: mmol(5.3) }];

  it.each(Object.entries(interpretationWords))('%s is said in words', (code, expected) => {
    expect(interpretResult(reported(code))).toEqual({ ...expected, basis: 'reported' });
  });

  it('takes the most serious of several, and words that it does not know', () => {
    expect(interpretResult(reported('N', 'HH', 'H')).word).toBe('Very high');
    expect(interpretResult({ interpretation: [{ text: 'Haemolysed' }] })).toMatchObject({
      word: 'Haemolysed',
      severity: 'unknown',
    });
    expect(interpretResult(reported('constructor')).word).toBe('Code constructor');
  });

  it.each([
    [mmol(6.9), 'High'],
    [mmol(5.3), 'Within range'],
    [mmol('3.49'), 'Low'],
    [mmol(3, { comparator: '<' }), 'Low'],
    [mmol(4, { comparator: '<' }), 'Not comparable with range'],
    [mmol(6, { comparator: '>' }), 'High'],
    [{ value: 6.9, unit: 'mg/L' }, 'Not comparable with range'],
    [{ value: 6.9, unit: 'mmol/L' }, 'High'],
    [{ value: 6.9 }, 'Not comparable with range'],
    [undefined, 'Not comparable with range'],
  ])('compares %j', (valueQuantity, word) => {
    expect(interpretResult({ valueQuantity, referenceRange: range }).word).toBe(word);
  });

  it('says when there is no range', () => {
    expect(interpretResult({ valueQuantity: mmol(6.9) })).toMatchObject({ word: 'No range given', basis: 'none' });
    expect(interpretResult(null).word).toBe('No range given');
  });

  it('compares with a range open at one end', () => {
    expect(
      interpretResult({ valueQuantity: mmol(2, { comparator: '<' }), referenceRange: [{ high: mmol(5) }] }).word,
    ).toBe('Within range');
    expect(
      interpretResult({ valueQuantity: mmol(90, { comparator: '>' }), referenceRange: [{ low: mmol(60) }] }).word,
    ).toBe('Within range');
  });
});
