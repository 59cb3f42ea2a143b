import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { patient } from '../__fixtures__/resources.ts';
import { testApi } from '../__fixtures__/test-api.ts';
import { createLongAnswers, lengthOfText } from './long-answers.ts';

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

test('pieces are counted', () => {
  expect(lengthOfText(undefined)).toBe(0);
  expect(lengthOfText('abc')).toBe(3);
  expect(lengthOfText(['ab', 'c', ''])).toBe(3);
});

test.each(['GET /Patient/long', 'GET /Patient/long?_elements=gender', 'GET /Patient?_id=long', 'batch'])(
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
