import { describe, expect, test } from 'vitest';
import { codeHierarchy } from './code-hierarchy.ts';
import { expandValueSet, relatedCodes } from './expand-value-set.ts';
import type { ValueSetResource } from './terminology-resource.ts';

const system = 'urn:animals';
const hierarchy = codeHierarchy(
  {
    url: system,
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
  },
  100,
);
const named: Readonly<Record<string, ValueSetResource>> = {
  dogs: { compose: { include: [{ system, filter: [{ property: 'concept', op: 'is-a', value: 'dog' }] }] } },
  self: { compose: { include: [{ valueSet: ['self'] }] } },
};
const source = {
  codeSystem: async (url: string) => (url === system ? hierarchy : undefined),
  valueSet: async (url: string) => named[url],
};
const expand = (valueSet: ValueSetResource, codes = 100) => expandValueSet(valueSet, source, { codes });
const filtered = async (property: string, op: string, value: string) => {
  const set = await expand({ compose: { include: [{ system, filter: [{ property, op, value }] }] } });
  return [...((set.get(system) as ReadonlySet<string> | undefined) ?? [])].sort().join(' ');
};

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
    ['code', 'regex', '[cd].*', 'cat dog'],
    ['display', 'regex', 'D.g', 'dog'],
  ])('%s %s %s', async (property, op, value, expected) => {
    expect(await filtered(property, op, value)).toBe(expected);
  });

  test.each(['is-a', 'is-not-a', 'descendent-of', 'generalizes'])(
    '%s of a code that the system does not have is refused',
    async (op) => {
      await expect(filtered('concept', op, 'ZZZ')).rejects.toMatchObject({ code: 'query-invalid' });
    },
  );

  test.each(['(a+)+b', 'a*b*c*d*', '['])('the regular expression %s is refused', async (value) => {
    await expect(filtered('code', 'regex', value)).rejects.toThrow(/regular expression/);
  });
});

describe('compositions', () => {
  test('an include with a system and value sets is what they have in common', async () => {
    const set = await expand({
      compose: { include: [{ system, concept: [{ code: 'poodle' }, { code: 'cat' }], valueSet: ['dogs'] }] },
    });
    expect(set).toEqual(new Map([[system, new Set(['poodle'])]]));
  });

  test('a whole system is not listed unless something is taken from it', async () => {
    expect(await expand({ compose: { include: [{ system: 'urn:x' }] } })).toEqual(new Map([['urn:x', 'all']]));
    const cut = await expand({
      compose: { include: [{ system }], exclude: [{ system, concept: [{ code: 'stone' }] }] },
    });
    expect(cut.get(system)).toEqual(new Set(['animal', 'dog', 'cat', 'poodle']));
    const other = {
      compose: { include: [{ system: 'urn:x' }], exclude: [{ system: 'urn:x', concept: [{ code: 'a' }] }] },
    };
    await expect(expand(other)).rejects.toThrow(/not loaded/);
  });

  test('a whole expansion is taken as it is, a part of one is not', async () => {
    const contains = [{ system, code: 'animal', abstract: true, contains: [{ system, code: 'cat' }] }];
    expect(await expand({ expansion: { contains } })).toEqual(new Map([[system, new Set(['cat'])]]));
    expect(await expand({ expansion: { total: 9, contains }, compose: { include: [{ valueSet: ['dogs'] }] } })).toEqual(
      new Map([[system, new Set(['dog', 'poodle'])]]),
    );
  });

  test('limits, circles and what is missing are said', async () => {
    await expect(expand({ compose: { include: [{ valueSet: ['dogs'] }] } }, 1)).rejects.toMatchObject({
      code: 'query-too-costly',
    });
    await expect(expand({ compose: { include: [{ valueSet: ['self'] }] } })).rejects.toThrow(/itself/);
    await expect(expand({ compose: { include: [{ valueSet: ['none'] }] } })).rejects.toThrow(/not loaded/);
    expect(() => codeHierarchy({ concept: [{ code: 'a' }, { code: 'b' }] }, 1)).toThrow(/more than 1/);
    await expect(
      relatedCodes({ system: 'urn:x', code: 'a', direction: 'below' }, source, { codes: 9 }),
    ).rejects.toThrow(/not loaded/);
  });

  test('a code is looked up without regard to case, unless its system tells cases apart', async () => {
    const below = (caseSensitive: boolean | undefined, code: string) => {
      const letters = { url: 'c', concept: [{ code: 'A', concept: [{ code: 'B' }] }] };
      const found = codeHierarchy(caseSensitive === undefined ? letters : { ...letters, caseSensitive }, 9);
      const from = { ...source, codeSystem: async () => found };
      return relatedCodes({ system: 'c', code, direction: 'below' }, from, { codes: 9 });
    };
    const both = new Map([['c', new Set(['A', 'B'])]]);
    expect(await below(undefined, 'a')).toEqual(both);
    expect(await below(false, 'a')).toEqual(both);
    expect(await below(true, 'A')).toEqual(both);
    await expect(below(true, 'a')).rejects.toThrow(/not in it/);
    await expect(below(false, 'ZZZ')).rejects.toThrow(/not in it/);
  });

  test('a circle in a hierarchy does no harm', async () => {
    const circle = codeHierarchy(
      {
        url: 'c',
        concept: [
          { code: 'a', property: [{ code: 'parent', valueCode: 'b' }] },
          { code: 'b', property: [{ code: 'parent', valueCode: 'a' }] },
        ],
      },
      9,
    );
    const found = await relatedCodes(
      { system: 'c', code: 'a', direction: 'below' },
      { ...source, codeSystem: async () => circle },
      { codes: 9 },
    );
    expect(found).toEqual(new Map([['c', new Set(['a', 'b'])]]));
  });
});
