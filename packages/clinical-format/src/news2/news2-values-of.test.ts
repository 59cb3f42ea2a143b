import { describe, expect, it } from 'vitest';
import { news2ValuesOf } from './news2-values-of.ts';
import { scoreNews2 } from './score-news2.ts';

const quantity = (code: string, value: unknown, unit?: string) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code }] },
  valueQuantity: { value, ...(unit && { code: unit }) },
});
const coded = (code: string, value: unknown) => ({ code: { coding: [{ code }] }, valueCodeableConcept: value });

const set = [
  quantity('9279-1', 25, '/min'),
  quantity('59408-5', '92', '%'),
  quantity('3151-8', 2, 'L/min'),
  {
    code: { coding: [{ code: '85354-9' }] },
    component: [quantity('8480-6', 98, 'mm[Hg]'), quantity('8462-4', 58, 'mm[Hg]')],
  },
  quantity('8867-4', 114, '{beats}/min'),
  coded('67775-7', { coding: [{ code: '248234008' }] }),
  quantity('8310-5', 38.6, 'Cel'),
];

describe('news2ValuesOf', () => {
  it('reads a set', () => {
    expect(news2ValuesOf(set)).toEqual({
      respirations: 25,
      oxygenSaturation: 92,
      supplementalOxygen: true,
      systolicBloodPressure: 98,
      pulse: 114,
      consciousness: 'A',
      temperature: 38.6,
    });
    expect(scoreNews2(news2ValuesOf(set), { scale: 1, ageYears: 81 })).toMatchObject({ total: 12 });
  });

  it.each([
    ['mistaken', { ...quantity('8867-4', 114, '/min'), status: 'entered-in-error' }, 'pulse'],
    ['with a comparator', { ...quantity('8867-4', 114), valueQuantity: { value: 114, comparator: '>' } }, 'pulse'],
    ['in a foreign unit', quantity('8480-6', 13, 'kPa'), 'systolicBloodPressure'],
    ['without a number', quantity('8310-5', 'warm', 'Cel'), 'temperature'],
  ] as const)('leaves out a value %s', (_, observation, parameter) => {
    expect(news2ValuesOf([observation])[parameter]).toBeUndefined();
  });

  it('turns degrees Fahrenheit into Celsius', () => {
    expect(news2ValuesOf([quantity('8310-5', 98.6, '[degF]')]).temperature).toBeCloseTo(37, 5);
  });

  it.each([
    [quantity('3151-8', 0, 'L/min'), false],
    [quantity('3151-8', 2, 'L/min'), true],
    [quantity('3150-0', 21, '%'), false],
    [quantity('3150-0', 28, '%'), true],
    [quantity('3150-0', 0.4), true],
    [quantity('3150-0', 0.21), false],
    [{ code: { coding: [{ code: '722742002' }] } }, false],
    [{ code: { coding: [{ code: '371825009' }] }, valueBoolean: true }, true],
    [{ code: { coding: [{ code: '371825009' }] }, valueBoolean: false }, false],
    [{ code: { text: 'Air or oxygen' }, valueString: 'Room air' }, false],
    [{ code: { text: 'Air or oxygen' }, valueCodeableConcept: { text: 'Oxygen' } }, true],
    [{ code: { text: 'Air or oxygen' }, valueString: 'not checked' }, undefined],
    [{ code: { coding: [{ code: '722742002' }] }, dataAbsentReason: { text: 'unknown' } }, undefined],
  ])('reads air or oxygen from %j', (observation, expected) => {
    expect(news2ValuesOf([observation]).supplementalOxygen).toBe(expected);
  });

  it.each([
    [{ text: 'New confusion' }, 'C'],
    [{ coding: [{ code: '300202002' }] }, 'V'],
    [{ coding: [{ code: 'LA9342-2' }] }, 'P'],
    [{ text: 'unresponsive' }, 'U'],
    [{ text: 'not alert' }, undefined],
    [{ coding: [{ code: '248234008' }], text: 'Unresponsive' }, undefined],
    [{ coding: [{ code: 'constructor' }] }, undefined],
  ])('reads consciousness from %j', (value, expected) => {
    expect(news2ValuesOf([coded('67775-7', value)]).consciousness).toBe(expected);
  });

  it.each([undefined, null, 'x', 3, {}, [null, 1, 'x', {}, { component: 'x' }]])('finds nothing in %j', (value) => {
    expect(Object.values(news2ValuesOf(value)).every((each) => each === undefined)).toBe(true);
  });
});
