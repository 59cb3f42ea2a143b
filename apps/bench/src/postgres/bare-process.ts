/*
 * The bare route on PostgreSQL as a process of its own: `node bare-process.ts CONNECTION`. Says its port over its channel when it listens,
 * then answers questions there.
 */
import { serve } from '@hono/node-server';
import pg from 'pg';
import type { FloorAnswer } from '../floor/floor-question.ts';
import { readBundles } from '../population/read-bundles.ts';
import { answerQuestions } from '../processes/ask.ts';
import { usage } from '../processes/usage.ts';
import type { BareQuestion } from './bare-question.ts';
import { bareRoutes, bareTables } from './bare-routes.ts';

const schema = 'bare';
const setUp = new pg.Client({ connectionString: process.argv[2] ?? '' });
await setUp.connect();
await setUp.query(`CREATE SCHEMA ${schema}; SET search_path TO ${schema}; ${bareTables}`);
await setUp.end();
const pool = new pg.Pool({
  connectionString: process.argv[2] ?? '',
  max: 10,
  options: `-c search_path=${schema} -c plan_cache_mode=force_generic_plan`,
});
const answers = new Map<string, readonly FloorAnswer[]>();
serve({ fetch: bareRoutes(pool, answers).fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.({ port }),
);

answerQuestions<BareQuestion>((question) => {
  switch (question.kind) {
    case 'usage':
      return usage();
    case 'answers':
      return prepare(question.operation, question.answers);
    case 'load':
      return load(question.file, question.to);
  }
});

async function prepare(operation: string, given: readonly FloorAnswer[]): Promise<void> {
  answers.set(operation, given);
  for (const [n, { points }] of given.entries()) {
    if (points.length < 2) continue;
    await pool.query(
      'INSERT INTO answer SELECT $1, place, type, id FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS p(type, id, place)',
      [`${operation}/${n}`, points.map(({ type }) => type), points.map(({ id }) => id)],
    );
  }
}

async function load(file: string, to: number): Promise<void> {
  for (const bundle of await readBundles(file, 0, to + 1)) {
    await pool.query(
      'INSERT INTO resource SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) ON CONFLICT DO NOTHING',
      [bundle.map(({ type }) => type), bundle.map(({ id }) => id), bundle.map(({ text }) => text)],
    );
  }
  await pool.query('ANALYZE');
}
