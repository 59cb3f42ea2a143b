import { expect, test } from 'vitest';
import { compareBytes, compareKeys } from './compare-bytes.ts';
import { readCursor, readNumberCursor, writeCursor } from './cursor.ts';

test('texts are ordered by their bytes, where UTF-16 would put what is outside the basic plane first', () => {
  const texts = ['\u{1F600}', '\uFFFD', 'b', 'a', 'é'];
  expect(texts.toSorted(compareBytes)).toEqual(['a', 'b', 'é', '\uFFFD', '\u{1F600}']);
  expect(compareBytes('a', 'a')).toBe(0);
});

test('any two texts compare as their bytes do', () => {
  const texts = [
    '',
    'a',
    'ab',
    'Z',
    'é',
    '\u07ff',
    '\ud7ff',
    '\ue000',
    '\uffff',
    '\u{10000}',
    '\u{10ffff}',
    'a\u{1F600}',
    'a\uFFFD',
  ];
  for (const left of texts) {
    for (const right of texts) {
      const expected = Buffer.compare(Buffer.from(left), Buffer.from(right));
      expect(Math.sign(compareBytes(left, right)), `${left} and ${right}`).toBe(expected);
    }
  }
});

test('resources are ordered by type, then id', () => {
  const keys = ['Patient/b', 'Observation/z', 'Patient/a'].map((name) => {
    const [type = '', id = ''] = name.split('/');
    return { type, id };
  });
  expect(keys.toSorted(compareKeys).map(({ type, id }) => `${type}/${id}`)).toEqual([
    'Observation/z',
    'Patient/a',
    'Patient/b',
  ]);
});

test('a cursor is read back by its own kind alone', () => {
  const cursor = writeCursor('search', ['x', 1]);
  expect(readCursor('search', cursor)).toEqual(['x', 1]);
  expect(readCursor('history', cursor)).toBeUndefined();
  expect(readCursor('search', 'no cursor')).toBeUndefined();
  expect(readNumberCursor('changes', undefined, 7)).toBe(7);
  expect(() => readNumberCursor('changes', cursor, 7)).toThrowError(/does not belong to this query/);
});
