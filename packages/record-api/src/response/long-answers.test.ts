import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { patient } from '../__fixtures__/resources.ts';
import { testApi } from '../__fixtures__/test-api.ts';
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
  const inTurn: number[] = [];
  for (let before = 0; written.length < 5; before = written.length) {
    await nextTurn();
    inTurn.push(written.length - before);
  }
  await all;
  expect(written).toEqual([0, 1, 2, 3, 4]);
  expect(Math.max(...inTurn), 'several long answers in one turn').toBe(1);
});

test('a short answer waits for nothing', () => {
  expect(createLongAnswers().turn(mebibyte - 1)).toBeUndefined();
});

test('pieces, and what the entries of a Bundle hold, are counted', () => {
  expect(lengthOfText(undefined)).toBe(0);
  expect(lengthOfText('abc')).toBe(3);
  expect(lengthOfText(['ab', 'c', ''])).toBe(3);
  const request = { method: 'GET', url: 'Patient' };
  const version = { text: 'x'.repeat(70_000) } as never;
  const search = { matches: [version, version], included: [version], applied: [], issues: [] } as never;
  const entries = [
    { request, status: 200, result: { kind: 'version', version } as const },
    { request, status: 200, result: { kind: 'text', text: 'x'.repeat(50_000) } as const },
    { request, status: 200, result: { kind: 'search', answer: search } as const },
    { request, status: 200, result: { kind: 'history', answer: { versions: [version] } as never } as const },
    { request, status: 404 },
  ];
  const texts = 70_000 + 50_000 + 3 * 70_000 + 70_000;
  const length = lengthOfBundle({ type: 'batch-response', entries });
  // With what stands around each of them.
  expect(length).toBeGreaterThan(texts);
  expect(length).toBeLessThan(1.01 * texts);
});

test.each(['GET /Patient/long', 'GET /Patient?_id=long', 'batch'])(
  '%s: who asks together is answered one in each turn',
  async (line) => {
    const api = await testApi();
    await api.send('PUT /Patient/long', { body: patient('x'.repeat(mebibyte), { id: 'long' }) });
    const entry = [{ request: { method: 'GET', url: 'Patient/long' } }];
    const body = { resourceType: 'Bundle', type: 'batch', entry };
    let turn = 0;
    let isOver = false;
    const count = () => {
      turn += 1;
      if (!isOver) setImmediate(count);
    };
    const answeredIn: number[] = [];
    const ask = async () => {
      const { status } = await (line === 'batch' ? api.send('POST /', { body }) : api.send(line));
      expect(status).toBe(200);
      answeredIn.push(turn);
    };
    setImmediate(count);
    await Promise.all(Array.from({ length: 6 }, ask));
    isOver = true;
    expect(new Set(answeredIn).size).toBe(6);
  },
);
