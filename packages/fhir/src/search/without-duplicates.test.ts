import type { IndexEntry } from '@baseplate-epr/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutDuplicates } from './without-duplicates.ts';

const parameter = fc.constantFrom('code', 'code:of-type', 'codes', 'date');
const element = fc.option(fc.constantFrom(1, 2), { nil: undefined });
const word = fc.constantFrom('', 'a', 'b');
const number = fc.constantFrom(0, -0, 1, Number.NaN, Number.POSITIVE_INFINITY);
const entry = fc
  .tuple(
    fc.oneof(
      fc.record({ kind: fc.constant('token'), parameter, system: word, code: word }),
      fc.record({ kind: fc.constant('token'), parameter, system: word, code: word, text: word }),
      fc.record({ kind: fc.constant('string'), parameter, value: word, exact: word }),
      fc.record({ kind: fc.constant('reference'), parameter, type: word, id: word, url: word }),
      fc.record({ kind: fc.constantFrom('date', 'number'), parameter, low: number, high: number }),
      fc.record({ kind: fc.constant('uri'), parameter, value: word }),
    ),
    element,
  )
  .map(([one, of]) => (of === undefined ? { ...one } : { ...one, element: of }) as IndexEntry);

const baseOf = ({ parameter: name }: IndexEntry) => name.split(':', 1)[0];

/** Group by group, by the text of each. */
function expected(entries: readonly IndexEntry[]): readonly IndexEntry[] {
  let seen = new Set<string>();
  return entries.filter((one, at) => {
    const last = entries[at - 1];
    if (last === undefined || baseOf(last) !== baseOf(one)) seen = new Set();
    const text = JSON.stringify(one);
    return seen.has(text) ? false : seen.add(text);
  });
}

test('each entry of a group once, in their order', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 60, size: 'max' }), (entries) => {
      const given = structuredClone(entries);
      expect(withoutDuplicates(entries)).toStrictEqual(expected(entries));
      expect(entries).toStrictEqual(given);
    }),
  );
});

test('a long group, and one that is nothing but duplicates', () => {
  const long = Array.from(
    { length: 40 },
    (_, at): IndexEntry => ({ kind: 'uri', parameter: 'url', value: `${at % 25}` }),
  );
  expect(withoutDuplicates(long)).toStrictEqual(long.slice(0, 25));
  const [first] = long as [IndexEntry];
  expect(withoutDuplicates([first, { ...first }, { ...first }])).toStrictEqual([first]);
  const none: readonly IndexEntry[] = [first];
  expect(withoutDuplicates(none)).toBe(none);
});
