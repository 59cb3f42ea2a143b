import { expect, test } from 'vitest';
import { type SearchRegistry, searchRegistry } from '../search-registry.ts';
import { conditionsIn } from './conditions-in.ts';
import { parseSearch } from './parse-search.ts';

const conditions = 60;

function parse(type: string, parameters: readonly (readonly [string, string])[]) {
  return parseSearch({ type, parameters, now: 0, limits: { conditions } });
}

const values = (count: number, make = (n: number) => `v${n}`) =>
  Array.from({ length: count }, (_, n) => make(n)).join(',');
const refused = /more than 60 conditions.*several steps/;

test.each<[string, string, string, (n: number) => string, number]>([
  ['values of a token', 'Observation', 'code', (n) => `urn:s|c${n}`, 60],
  ['values of a date that are two stretches each', 'Observation', 'date', (n) => `ne${1900 + n}`, 30],
  ['ids', 'Patient', '_id', (n) => `p${n}`, 60],
  ['values that need two places of one element', 'Observation', 'code-value-quantity', (n) => `c${n}$${n}`, 30],
  ['values at the other end of a reference', 'Patient', '_has:Observation:patient:code', (n) => `c${n}`, 59],
  ['lists, each asked for what is on it and what is off it', 'Patient', '_list', (n) => `l${n}`, 15],
])('as many as the limit: %s', (_, type, name, make, most) => {
  const { where, unknown } = parse(type, [[name, values(most, make)]]);
  expect(unknown).toEqual([]);
  expect(conditionsIn(where)).toBeLessThanOrEqual(conditions);
  expect(() => parse(type, [[name, values(most + 1, make)]])).toThrow(refused);
});

test('the parameters of a search count together', () => {
  const several = (count: number) => Array.from({ length: count }, (_, n) => ['name', `v${n}`] as const);
  expect(parse('Patient', several(60)).applied).toHaveLength(60);
  expect(() => parse('Patient', several(61))).toThrow(refused);
  expect(() =>
    parse('Patient', [
      ['name', values(31)],
      ['family', values(30)],
    ]),
  ).toThrow(refused);
  expect(() =>
    parse('Patient', [
      ['gender:not', values(31)],
      ['name:missing', 'true'],
      ['_id:not', values(30)],
    ]),
  ).toThrow(refused);
});

test('what a chain may lead through counts as often as it is asked', () => {
  expect(conditionsIn(parse('Observation', [['subject:Patient.name', values(29)]]).where)).toBe(59);
  expect(() => parse('Observation', [['subject:Patient.name', values(30)]])).toThrow(refused);
  expect(() => parse('Observation', [['subject.identifier', values(12)]])).toThrow(refused);
  expect(() => parse('Provenance', [['target.identifier', 'v']])).toThrow(refused);
});

test('a chain that leads to everything is refused before all of it is made', () => {
  let asked = 0;
  const registry: SearchRegistry = {
    ...searchRegistry,
    parameter(type, name) {
      asked += 1;
      return searchRegistry.parameter(type, name);
    },
  };
  const parameters = [['target.identifier', values(1000)]] as const;
  expect(() => parseSearch({ type: 'Provenance', parameters, now: 0, registry })).toThrow(/more than 5000 conditions/);
  expect(asked).toBeLessThan(20);
});

test('comparisons of a filter count as well', () => {
  const filter = (count: number) => Array.from({ length: count }, (_, n) => `name eq v${n}`).join(' or ');
  expect(parse('Patient', [['_filter', filter(30)]]).unknown).toEqual([]);
  expect(() =>
    parse('Patient', [
      ['_filter', filter(30)],
      ['family', values(31)],
    ]),
  ).toThrow(refused);
});

test('nothing that clients send in earnest comes near the default', () => {
  const thousand = values(1000);
  for (const [type, name] of [
    ['Patient', 'identifier'],
    ['Observation', 'patient.identifier'],
    ['Observation', 'code'],
    ['Patient', '_id'],
  ] as const) {
    expect(parseSearch({ type, parameters: [[name, thousand]], now: 0 }).unknown).toEqual([]);
  }
});
