import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finds } from '../__fixtures__/finds.ts';

const ucum = 'http://unitsofmeasure.org';
const measured = (value: number, code: string, system = ucum) => ({
  resourceType: 'Observation',
  valueQuantity: { value, code, system, unit: `${code} (as written)` },
});
const valueless = { resourceType: 'Observation', valueQuantity: { unit: 'mg' } };
const unmarked = { resourceType: 'Observation', valueQuantity: { value: 5.4, unit: 'mg' } };

describe('https://hl7.org/fhir/R4/search.html#quantity', () => {
  test.each([
    ['[number]|[system]|[code]', measured(5.4, 'mg'), `5.4|${ucum}|mg`, true],
    ['5.4(+/-0.05)', measured(5.44, 'mg'), `5.4|${ucum}|mg`, true],
    ['beyond it', measured(5.46, 'mg'), `5.4|${ucum}|mg`, false],
    ['exponential form', measured(0.0054, 'g'), `5.40e-3|${ucum}|g`, true],
    ['||[code]: the code', measured(5.4, 'mg'), '5.4||mg', true],
    ['||[unit]: the stated human unit', unmarked, '5.4||mg', true],
    ['with a system, the human unit is not looked at', unmarked, `5.4|${ucum}|mg`, false],
    ['irrespective of the unit', measured(5.4, 'mg'), '5.4', true],
    ['[system]| and any code', measured(5.4, 'mg'), `5.4|${ucum}|`, true],
    ['another system', measured(5.4, 'mg', 'urn:x'), `5.4|${ucum}|mg`, false],
    ['le', measured(5.4, 'mg'), `le5.4|${ucum}|mg`, true],
    ['gt', measured(5.4, 'mg'), `gt5.4|${ucum}|mg`, false],
    ['ap', measured(5.8, 'mg'), `ap5.4|${ucum}|mg`, true],
    ['ne', measured(5.5, 'mg'), `ne5.4|${ucum}|mg`, true],
    [':missing', unmarked, ':missing', false],
    [':missing: a quantity without a value is there', valueless, ':missing', false],
    ['without a value it is found by none', valueless, 'ne5', false],
    ['an annotation says what is counted, and is no unit to UCUM', measured(2, '{score}'), `2|${ucum}|{tbl}`, true],
    ['so a percentage is a hundredth of it', measured(200, '%'), `2|${ucum}|{score}`, true],
  ])('%s', (_clause, resource, value, expected) => {
    expect(finds(resource, value === ':missing' ? 'value-quantity:missing=true' : `value-quantity=${value}`)).toBe(
      expected,
    );
  });

  test.each([
    ['mg from g', measured(0.0054, 'g'), '5.4', 'mg', true],
    ['g from mg', measured(5.4, 'mg'), '0.0054', 'g', true],
    ['the precision is that of the search', measured(5.46, 'mg'), '0.0054', 'g', false],
    ['µmol/L from mmol/L', measured(0.09, 'mmol/L'), '90', 'umol/L', true],
    ['mmHg from kPa', measured(16, 'kPa'), '120.0', 'mm[Hg]', true],
    ['Fahrenheit from Celsius', measured(37, 'Cel'), '98.6', '[degF]', true],
    ['Celsius from Fahrenheit', measured(98.6, '[degF]'), '37.0', 'Cel', true],
    ['annotations are no part of the unit', measured(70, '/min'), '70', '{beats}/min', true],
    ['a count and a multiple of it', measured(6, '10*9/L'), '6', '10*3/uL', true],
    ['units per litre and per millilitre', measured(5, '[iU]/L'), '0.005', '[iU]/mL', true],
    ['the mole is no pure number', measured(1, 'mol/L'), 'gt0', '/L', false],
    ['mass is not length', measured(1, 'kg'), 'gt0', 'm', false],
    ['ge at the very value', measured(0.0054, 'g'), 'ge5.4', 'mg', true],
    ['gt at the very value', measured(0.0054, 'g'), 'gt5.4', 'mg', false],
    ['what is no UCUM code is compared as it stands', measured(5, 'mmHg'), '5', 'mmHg', true],
    ['and with nothing else', measured(5, 'mm[Hg]'), '5', 'mmHg', false],
  ])('#quantity, canonical units: %s', (_clause, resource, number, code, expected) => {
    expect(finds(resource, `value-quantity=${encodeURIComponent(`${number}|${ucum}|${code}`)}`)).toBe(expected);
  });

  test('in composites, and of whole components', () => {
    const resource = {
      resourceType: 'Observation',
      code: { coding: [{ code: 'bp' }] },
      component: [{ code: { coding: [{ code: 'sys' }] }, valueQuantity: { value: 16, system: ucum, code: 'kPa' } }],
    };
    const over = (limit: number) => encodeURIComponent(`sys$gt${limit}|${ucum}|mm[Hg]`);
    expect(finds(resource, `component-code-value-quantity=${over(119)}`)).toBe(true);
    expect(finds(resource, `component-code-value-quantity=${over(121)}`)).toBe(false);
  });

  test('Money by currency, SampledData from least to greatest, comparators as open ends', () => {
    const invoice = { resourceType: 'Invoice', totalNet: { value: 40.22, currency: 'EUR' } };
    expect(finds(invoice, 'totalnet=40.22|urn:iso:std:iso:4217|EUR')).toBe(true);
    expect(finds(invoice, 'totalnet=40.22|urn:iso:std:iso:4217|GBP')).toBe(false);
    const sampled = {
      resourceType: 'Observation',
      valueSampledData: { origin: { value: 0, system: ucum, code: 'mV' }, data: '1 2 9', period: 10, dimensions: 1 },
    };
    expect(finds(sampled, `value-quantity=gt8|${ucum}|mV`)).toBe(true);
    expect(finds(sampled, `value-quantity=sa2|${ucum}|mV`)).toBe(false);
    const below = {
      resourceType: 'Observation',
      valueQuantity: { value: 5, comparator: '<', system: ucum, code: 'mg' },
    };
    expect(finds(below, `value-quantity=lt1|${ucum}|mg`)).toBe(true);
    expect(finds(below, `value-quantity=lt1|${ucum}|kg`)).toBe(true);
    expect(finds(below, `value-quantity=gt6|${ucum}|mg`)).toBe(false);
  });

  test('a value is found under every unit of its kind', () => {
    const units: readonly (readonly [string, number])[] = [
      ['kg', 1],
      ['g', 1e3],
      ['mg', 1e6],
      ['ug', 1e9],
    ];
    const unit = fc.constantFrom(...units);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), unit, unit, (digits, [from, of], [to, per]) => {
        const searched = ((digits / 1000) * per) / of;
        const text = searched.toExponential(4);
        expect(
          finds(measured(digits / 1000, from), `value-quantity=${encodeURIComponent(`${text}|${ucum}|${to}`)}`),
        ).toBe(true);
      }),
    );
  });
});
