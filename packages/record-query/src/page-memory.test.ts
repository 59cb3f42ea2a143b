import { expect, test } from 'vitest';
import { createPageMemory } from './page-memory.ts';

const asked = (...values: (string | number | null)[]) => ({ text: 'SELECT', values });

test('gives what was found twice, as long as the mark is the same', () => {
  const memory = createPageMemory<string>({ most: 1000, sizeOf: () => 1 });
  memory.note(asked(1), 7, ['a']);
  expect(memory.find(asked(1), 7)).toBeUndefined();
  memory.note(asked(1), 7, ['a']);
  expect(memory.find(asked(1), 7)?.rows).toEqual(['a']);
  expect(memory.find(asked(1), 8)).toBeUndefined();
  memory.note(asked(1), 8, ['a', 'b']);
  expect(memory.find(asked(1), 8)?.rows).toEqual(['a', 'b']);
  expect(memory.find(asked(1), 7)).toBeUndefined();
});

test('tells questions apart by every value, its kind and its place, and by the shape of the statement', () => {
  const memory = createPageMemory<string>({ most: 10_000, sizeOf: () => 1 });
  const questions = [
    asked(),
    asked(''),
    asked(1),
    asked('1'),
    asked(null),
    asked('null'),
    asked(Number.POSITIVE_INFINITY),
    asked(Number.NEGATIVE_INFINITY),
    asked('a', 'b'),
    asked('b', 'a'),
    asked('a,b'),
    asked('a","b'),
    { text: 'SELECT 1', values: [] },
  ];
  for (const [place, question] of questions.entries()) {
    for (let again = 0; again < 2; again += 1) memory.note(question, 1, [String(place)]);
  }
  expect(questions.map((question) => memory.find(question, 1)?.rows)).toEqual(
    questions.map((_, place) => [String(place)]),
  );
});

test('a thousand shapes later a question is asked anew, not taken for another', () => {
  const memory = createPageMemory<string>({ most: 1000, sizeOf: () => 1 });
  for (let again = 0; again < 2; again += 1) memory.note(asked(1), 1, ['first']);
  for (let shape = 0; shape < 3000; shape += 1) memory.find({ text: `SELECT ${shape}`, values: [1] }, 1);
  expect(memory.find(asked(1), 1)).toBeUndefined();
});

test('a page that changes again and again takes no more room than it has', () => {
  const memory = createPageMemory<string>({ most: 80, sizeOf: () => 1 });
  for (let mark = 0; mark < 100; mark += 1) memory.note(asked(1), mark, ['a', 'b']);
  expect(memory.find(asked(1), 99)?.rows).toEqual(['a', 'b']);
  memory.note(asked(2), 1, ['c']);
  memory.note(asked(2), 1, ['c']);
  expect([memory.find(asked(1), 99)?.rows, memory.find(asked(2), 1)?.rows]).toEqual([['a', 'b'], ['c']]);
});
