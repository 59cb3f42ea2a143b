import { expect, test } from 'vitest';
import { createLongAnswers, lengthOfBundle, lengthOfText } from './long-answers.ts';

const mebibyte = 1024 * 1024;

test('long answers that are ready together are written one in each turn of the event loop, in order', async () => {
  const answers = createLongAnswers();
  const written: number[] = [];
  const write = async (index: number) => {
    await answers.turn(mebibyte);
    written.push(index);
  };
  const all = Promise.all([0, 1, 2, 3, 4].map(write));
  const afterTurn: number[] = [];
  const look = () => {
    afterTurn.push(written.length);
    if (written.length < 5) setImmediate(look);
  };
  setImmediate(look);
  await all;
  expect(written).toEqual([0, 1, 2, 3, 4]);
  for (const [index, count] of afterTurn.entries())
    expect(count - (afterTurn[index - 1] ?? 0), 'several long answers in one turn').toBeLessThanOrEqual(1);
});

test('a short answer waits for nothing', () => {
  expect(createLongAnswers().turn(mebibyte - 1)).toBeUndefined();
});

test('pieces, and what the entries of a Bundle hold, are counted', () => {
  expect(lengthOfText(undefined)).toBe(0);
  expect(lengthOfText('abc')).toBe(3);
  expect(lengthOfText(['ab', 'c', ''])).toBe(3);
  const request = { method: 'GET', url: 'Patient' };
  const version = { text: 'x'.repeat(7) } as never;
  const search = { matches: [version, version], included: [version] } as never;
  const entries = [
    { request, status: 200, result: { kind: 'version', version } as const },
    { request, status: 200, result: { kind: 'text', text: 'abcde' } as const },
    { request, status: 200, result: { kind: 'search', answer: search } as const },
    { request, status: 200, result: { kind: 'history', answer: { versions: [version] } as never } as const },
    { request, status: 404 },
  ];
  expect(lengthOfBundle({ type: 'batch-response', entries })).toBe(7 + 5 + 21 + 7);
});
