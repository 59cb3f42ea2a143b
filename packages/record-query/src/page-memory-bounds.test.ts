import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createPageMemory } from './page-memory.ts';
import { questionName } from './question-name.ts';

const mebibyte = 1024 * 1024;
const asked = (...values: readonly unknown[]) => questionName(values, []);

/** Mebibytes that are held after this was done and all else was cleared away. */
function held(run: () => void): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  const before = process.memoryUsage().heapUsed;
  run();
  collect();
  return (process.memoryUsage().heapUsed - before) / mebibyte;
}

const memories: unknown[] = [];
function memory(most: number) {
  const made = createPageMemory<string, number>({ most, sizeOf: () => 1 });
  memories.push(made);
  return made;
}

test('a crowd of long questions, such as lists of a thousand codes, takes no room to speak of', () => {
  const pages = memory(32_768);
  const long = 'x'.repeat(100_000);
  const room = held(() => {
    for (let number = 0; number < 1500; number += 1) {
      for (let again = 0; again < 2; again += 1) pages.note(asked(long, number), 1, ['a']);
    }
  });
  expect(room).toBeLessThan(20);
  expect(pages.find(asked(long, 1499))?.rows).toEqual(['a']);
  expect(pages.find(asked(long, 1500))).toBeUndefined();
});

test('what is found out about the rows of a page has its bound', () => {
  const remembered = memory(1000).note(asked(1), 1, ['a', 'b']);
  for (let number = 0; number < 1000; number += 1) remembered.findings.set(`name ${number}`, '[]');
  remembered.findings.set('long', 'x'.repeat(10_000));
  expect(remembered.findings.get('name 0')).toBe('[]');
  expect(remembered.findings.get('name 999')).toBeUndefined();
  expect(remembered.findings.get('long')).toBeUndefined();
});

test('rows take the room that they need', () => {
  const pages = createPageMemory<string, number>({ most: 1000, sizeOf: ({ length }) => length });
  for (let number = 0; number < 10; number += 1) {
    for (let again = 0; again < 2; again += 1) pages.note(asked(number), 1, ['x'.repeat(200)]);
  }
  const kept = Array.from({ length: 10 }, (_, number) => pages.find(asked(number))).filter(Boolean);
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThanOrEqual(5);
});
