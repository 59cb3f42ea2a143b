import { expect, test } from 'vitest';
import type { Sql } from '../query/sql.ts';
import { gatheringFor } from './gathering.ts';

const question = (id: string): Sql => ({ text: 'SELECT text FROM version WHERE id = ?::text', values: [id] });

test('a row that names no question is no answer: each question is asked by itself', async () => {
  const asked: number[] = [];
  const { ask, put } = gatheringFor(async ({ text, values }) => {
    asked.push(values.length);
    return text.includes('unnest') ? [['lost', '3']] : [[`of ${values[0]}`]];
  }, 2);
  const answers = Promise.all([ask(question('a')), ask(question('b'))]);
  put();
  expect(await answers).toEqual([[['of a']], [['of b']]]);
  expect(asked).toHaveLength(3);
});
