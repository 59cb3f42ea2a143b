import { expect, test } from 'vitest';
import { createPageMemory } from './page-memory.ts';

const memoryOf = (most: number) => createPageMemory<string, number>({ most, sizeOf: () => 1 });

test('gives what was asked for twice, with the watch of the last time', () => {
  const memory = memoryOf(1000);
  memory.note('a', 7, ['one']);
  expect(memory.find('a')).toBeUndefined();
  memory.note('a', 7, ['one']);
  expect(memory.find('a')).toMatchObject({ watch: 7, rows: ['one'] });
  memory.note('a', 8, ['one', 'two']);
  expect(memory.find('a')).toMatchObject({ watch: 8, rows: ['one', 'two'] });
  expect(memory.find('b')).toBeUndefined();
});

test('what was found out about the rows goes when they are found anew', () => {
  const memory = memoryOf(1000);
  for (const watch of [1, 1]) memory.note('a', watch, ['one']).findings.set('leads to', '[1]');
  expect(memory.find('a')?.findings.get('leads to')).toBe('[1]');
  memory.note('a', 2, ['one']);
  expect(memory.find('a')?.findings.get('leads to')).toBeUndefined();
});

test('a page that changes again and again takes no more room than it has', () => {
  const memory = memoryOf(80);
  for (let mark = 0; mark < 100; mark += 1) memory.note('a', mark, ['one', 'two']);
  expect(memory.find('a')?.rows).toEqual(['one', 'two']);
  memory.note('b', 1, ['three']);
  memory.note('b', 1, ['three']);
  expect([memory.find('a')?.rows, memory.find('b')?.rows]).toEqual([['one', 'two'], ['three']]);
});
