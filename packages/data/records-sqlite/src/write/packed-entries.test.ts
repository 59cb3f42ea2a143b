import type { IndexEntry } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { packEntries, unpackEntries } from './packed-entries.ts';
import { packedNames } from './packed-names.ts';

const entries: readonly IndexEntry[] = [
  { kind: 'token', parameter: 'code', element: 3, system: 's', code: 'c', text: 'blood' },
  { kind: 'token', parameter: 'status', system: '', code: 'final' },
  { kind: 'string', parameter: 'name', element: 0, value: 'zoe', exact: 'Zoë' },
  { kind: 'date', parameter: 'date', low: -8_640_000_000_000_000, high: 1 },
  { kind: 'number', parameter: 'probability', low: 0.5, high: 0.5 },
  { kind: 'quantity', parameter: 'value', low: 1, high: 2, system: 'u', code: 'mg', unit: '' },
  { kind: 'reference', parameter: 'subject', type: 'Patient', id: 'a', url: '' },
  { kind: 'uri', parameter: 'url', value: 'urn:x' },
  { kind: 'text', parameter: '_text', words: 'a b' },
];

test('what crosses is what was given, of every kind and in its order', () => {
  const names = packedNames();
  const both = [entries, entries.toReversed()];
  const packed = structuredClone(both.map((some) => packEntries(some, names)));
  expect(packed.map((some) => unpackEntries(some, names.words))).toStrictEqual(both);
  expect(packEntries([], names)).toEqual([]);
});

test('a parameter or code system that several entries name crosses once', () => {
  const names = packedNames();
  const [first, , , , , quantity] = entries as readonly [IndexEntry, ...IndexEntry[]];
  const packed = packEntries([first, first, quantity ?? first], names);
  expect(names.words).toEqual(['code', 's', 'value', 'u']);
  expect(packed.filter((value) => typeof value === 'string')).toEqual(['c', 'blood', 'c', 'blood', 'mg', '']);
});
