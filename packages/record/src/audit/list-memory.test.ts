import { expect, test } from 'vitest';
import { createListMemory } from './list-memory.ts';

const member = (size: number) => ({ size });
const sizeOf = ({ size }: { readonly size: number }) => size;

test('finds what was noted of the same members in the same order only', () => {
  const memory = createListMemory<{ size: number }, string>({ most: 100, sizeOf });
  const [a, b, c] = [member(1), member(1), member(1)];
  memory.note([a, b, c], 'found');
  expect(memory.find([a, b, c])).toBe('found');
  expect(memory.find([a, c, b])).toBeUndefined();
  expect(memory.find([a, b])).toBeUndefined();
  expect(memory.find([a, b, c, a])).toBeUndefined();
  expect(memory.find([b, a, c])).toBeUndefined();
  expect(memory.find([])).toBeUndefined();
  memory.note([a, b], 'another');
  expect(memory.find([a, b])).toBe('another');
  expect(memory.find([a, b, c])).toBeUndefined();
});

test('keeps no more than it may: all goes before a list that has no room beside it, and one that is too large is not kept', () => {
  const memory = createListMemory<{ size: number }, string>({ most: 10, sizeOf });
  const lists = [6, 4, 1].map((size) => [member(size)]);
  const held = () => lists.map((list) => memory.find(list) !== undefined);
  memory.note(lists[0] ?? [], 'six');
  memory.note(lists[1] ?? [], 'four');
  expect(held()).toEqual([true, true, false]);
  memory.note(lists[2] ?? [], 'one');
  expect(held()).toEqual([false, false, true]);
  const large = [member(11)];
  memory.note(large, 'eleven');
  expect(memory.find(large)).toBeUndefined();
  expect(held()).toEqual([false, false, true]);
});
