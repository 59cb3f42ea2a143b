import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json/json-value.ts';
import { readCodeSystem } from './known-code-system.ts';
import { compileValueSet, type KnownValueSet } from './known-value-set.ts';
import { relatedCodes } from './subsumption.ts';
import { createTerminology } from './terminology.ts';

const system = 'urn:animals';
const animals: JsonObject = {
  resourceType: 'CodeSystem',
  url: system,
  content: 'complete',
  concept: [
    {
      code: 'animal',
      concept: [
        { code: 'dog', display: 'Dog' },
        { code: 'cat', display: 'Cat', property: [{ code: 'legs', valueInteger: 4 }] },
      ],
    },
    { code: 'poodle', property: [{ code: 'subsumedBy', valueCode: 'dog' }] },
    { code: 'stone', property: [{ code: 'kind', valueCoding: { system: 'urn:k', code: 'thing' } }] },
  ],
};
const valueSet = (url: string, compose: JsonObject) => ({ resourceType: 'ValueSet', url, compose });
const terminology = createTerminology([
  animals,
  valueSet('dogs', { include: [{ system, filter: [{ property: 'concept', op: 'is-a', value: 'dog' }] }] }),
  valueSet('self', { include: [{ valueSet: ['self'] }, { system, concept: [{ code: 'cat' }] }] }),
]);
const compiled = (resource: JsonObject): KnownValueSet => compileValueSet(resource, terminology);
const composed = (compose: JsonObject): KnownValueSet => compiled({ compose });
const filter = (property: string, op: string, value: string) =>
  composed({ include: [{ system, filter: [{ property, op, value }] }] });
const all = ['animal', 'cat', 'dog', 'poodle', 'stone'];

describe('filters', () => {
  test.each([
    ['concept', 'is-a', 'dog', 'dog poodle'],
    ['concept', 'descendent-of', 'animal', 'cat dog poodle'],
    ['concept', 'is-not-a', 'animal', 'stone'],
    ['concept', 'generalizes', 'poodle', 'animal dog poodle'],
    ['concept', 'is-a', 'DOG', 'dog poodle'],
    ['concept', 'descendent-of', 'Animal', 'cat dog poodle'],
    ['concept', 'in', 'dog, cat', 'cat dog'],
    ['concept', 'not-in', 'dog,cat', 'animal poodle stone'],
    ['legs', '=', '4', 'cat'],
    ['kind', '=', 'thing', 'stone'],
    ['legs', 'exists', 'false', 'animal dog poodle stone'],
    ['parent', '=', 'dog', 'poodle'],
    ['child', '=', 'poodle', 'dog'],
    ['code', 'regex', '[cd].*', 'cat dog'],
    ['display', 'regex', 'D.g', 'dog'],
  ])('%s %s %s', (property, op, value, expected) => {
    const set = filter(property, op, value);
    const codes = set.codes(100).get(system) as ReadonlySet<string>;
    expect([...codes].sort().join(' ')).toBe(expected);
    expect(all.filter((code) => set.has(system, code)).join(' ')).toBe(expected);
  });

  test.each([
    ['concept', 'is-a', 'ZZZ'],
    ['concept', 'is-not-a', 'ZZZ'],
    ['concept', 'descendent-of', 'ZZZ'],
    ['concept', 'generalizes', 'ZZZ'],
    ['code', 'regex', '(a+)+b'],
    ['code', 'regex', 'a*b*c*d*'],
    ['code', 'regex', '['],
    ['code', 'like', 'a'],
  ])('%s %s %s cannot be applied: all codes are refused, and of one it cannot be told', (property, op, value) => {
    const set = filter(property, op, value);
    expect(() => set.codes(100)).toThrow(expect.objectContaining({ code: 'query-invalid' }));
    expect(set.has(system, 'dog')).toBeUndefined();
    expect(set.has(system, 'unicorn')).toBe(false);
  });
});

describe('compositions', () => {
  test('an include with a system and value sets is what they have in common', () => {
    const set = composed({ include: [{ system, concept: [{ code: 'poodle' }, { code: 'cat' }], valueSet: ['dogs'] }] });
    expect(set.codes(100)).toEqual(new Map([[system, new Set(['poodle'])]]));
    expect([set.has(system, 'poodle'), set.has(system, 'cat'), set.has(undefined, 'poodle')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('a whole system is not listed unless something is taken from it', () => {
    expect(composed({ include: [{ system: 'urn:x' }] }).codes(100)).toEqual(new Map([['urn:x', 'all']]));
    const cut = composed({ include: [{ system }], exclude: [{ system, concept: [{ code: 'stone' }] }] });
    expect(cut.codes(100).get(system)).toEqual(new Set(['animal', 'dog', 'cat', 'poodle']));
    const other = composed({
      include: [{ system: 'urn:x' }],
      exclude: [{ system: 'urn:x', concept: [{ code: 'a' }] }],
    });
    expect(() => other.codes(100)).toThrow(/not loaded/);
    expect([other.has('urn:x', 'a'), other.has('urn:x', 'b'), other.has('urn:y', 'b')]).toEqual([
      false,
      undefined,
      false,
    ]);
  });

  test('a whole expansion is taken as it is; of a part of one, only what it has can be told', () => {
    const contains = [{ system, code: 'animal', abstract: true, contains: [{ system, code: 'cat' }] }];
    const cat = new Map([[system, new Set(['cat'])]]);
    const whole = compiled({ expansion: { contains }, compose: { include: [{ valueSet: ['dogs'] }] } });
    expect(whole.codes(100)).toEqual(cat);
    expect([whole.has(system, 'cat'), whole.has(system, 'dog'), whole.has(undefined, 'cat')]).toEqual([
      true,
      false,
      true,
    ]);
    const besidePart = compiled({ expansion: { total: 9, contains }, compose: { include: [{ valueSet: ['dogs'] }] } });
    expect(besidePart.codes(100)).toEqual(new Map([[system, new Set(['dog', 'poodle'])]]));
    const part = compiled({ expansion: { total: 9, contains } });
    expect([part.has(system, 'cat'), part.has(system, 'dog')]).toEqual([true, undefined]);
    expect(() => part.codes(100)).toThrow(/neither/);
    expect(() => compiled({}).codes(100)).toThrow(/neither/);
  });

  test('limits, circles and what is missing are said', () => {
    expect(() => composed({ include: [{ valueSet: ['dogs'] }] }).codes(1)).toThrow(
      expect.objectContaining({ code: 'query-too-costly' }),
    );
    const circle = terminology.valueSet('self');
    expect(() => circle?.codes(100)).toThrow(/itself/);
    expect([circle?.has(system, 'cat'), circle?.has(system, 'dog')]).toEqual([true, false]);
    const missing = composed({ include: [{ valueSet: ['none'] }] });
    expect(() => missing.codes(100)).toThrow(/not loaded/);
    expect(missing.has(system, 'cat')).toBeUndefined();
    expect(() => readCodeSystem(animals, 4)).toThrow(expect.objectContaining({ code: 'query-too-costly' }));
    expect(readCodeSystem(animals, 5)?.concepts.size).toBe(5);
  });
});

const part: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constantFrom<JsonObject>(
    { system },
    { valueSet: ['dogs'] },
    { system, valueSet: ['dogs'] },
    { system: 'urn:x', concept: [{ code: 'dog' }] },
    { system, filter: [{ property: 'legs', op: 'exists', value: 'true' }] },
  ),
  fc.subarray(all).map((codes): JsonObject => ({ system, concept: codes.map((code) => ({ code })) })),
  fc
    .tuple(fc.constantFrom('is-a', 'is-not-a', 'descendent-of', 'generalizes'), fc.constantFrom(...all))
    .map(([op, value]): JsonObject => ({ system, filter: [{ property: 'concept', op, value }] })),
);
const parts = fc.array(part, { maxLength: 3 });

test('asked code by code, or for all codes, it says the same', () => {
  fc.assert(
    fc.property(parts, parts, (include, exclude) => {
      const set = composed({ include, exclude });
      const codes = set.codes(100);
      for (const of of [system, 'urn:x']) {
        const listed = codes.get(of);
        for (const code of [...all, 'unicorn']) {
          const expected = listed === 'all' ? all.includes(code) : (listed?.has(code) ?? false);
          expect(set.has(of, code), `${of} ${code}`).toBe(expected);
        }
      }
    }),
  );
});

describe('subsumption', () => {
  const below = (resource: JsonObject, code: string) =>
    relatedCodes({ system: 'c', code, direction: 'below' }, readCodeSystem({ url: 'c', ...resource }));
  const both = new Map([['c', new Set(['A', 'B'])]]);

  test('a code is looked up without regard to case, unless its system tells cases apart', () => {
    const letters = { concept: [{ code: 'A', concept: [{ code: 'B' }] }] };
    expect(below(letters, 'a')).toEqual(both);
    expect(below({ ...letters, caseSensitive: false }, 'a')).toEqual(both);
    expect(below({ ...letters, caseSensitive: true }, 'A')).toEqual(both);
    expect(() => below({ ...letters, caseSensitive: true }, 'a')).toThrow(/not in it/);
    expect(() => below(letters, 'ZZZ')).toThrow(/not in it/);
    expect(() => below({ ...letters, content: 'fragment' }, 'A')).toThrow(/not loaded/);
  });

  test('a circle in a hierarchy does no harm', () => {
    const parent = (code: string) => [{ code: 'parent', valueCode: code }];
    const circle = {
      concept: [
        { code: 'A', property: parent('B') },
        { code: 'B', property: parent('A') },
      ],
    };
    expect(below(circle, 'A')).toEqual(both);
  });
});
