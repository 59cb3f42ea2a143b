import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Pool, QueryConfig } from 'pg';
import type { FloorAnswer, Point } from '../floor/floor-question.ts';

/** The least that keeps resources in PostgreSQL, and answers of many of them. */
export const bareTables = `
  CREATE TABLE resource (type text, id text, text text NOT NULL, PRIMARY KEY (type, id));
  CREATE TABLE answer (request text, place integer, type text NOT NULL, id text NOT NULL, PRIMARY KEY (request, place));
`;

const one = (point: Point): QueryConfig => ({
  name: 'one',
  text: 'SELECT text FROM resource WHERE type = $1 AND id = $2',
  values: [point.type, point.id],
});
const several = (request: string): QueryConfig => ({
  name: 'several',
  text: 'SELECT r.text FROM answer a JOIN resource r ON r.type = a.type AND r.id = a.id WHERE a.request = $1 ORDER BY a.place',
  values: [request],
});
const insert = (text: string): QueryConfig => ({
  name: 'insert',
  text: 'INSERT INTO resource (type, id, text) VALUES ($1, $2, $3)',
  values: ['Written', randomUUID(), text],
});

/**
 * A bare route on PostgreSQL: `/bare/<operation>/<n>` runs one prepared statement for the texts of that answer, or inserts the body, and
 * answers the record's bytes with the record's headers. It knows nobody, writes no audit and no index.
 */
export function bareRoutes(pool: Pool, answers: ReadonlyMap<string, readonly FloorAnswer[]>): Hono {
  const app = new Hono();
  app.get('/bare/:operation/:n', async (c) => {
    const { operation, n } = c.req.param();
    const found = answers.get(operation)?.[Number(n)];
    if (found === undefined) return new Response('There is no such answer.', { status: 404 });
    const [only] = found.points;
    const statement = found.points.length === 1 && only !== undefined ? one(only) : several(`${operation}/${n}`);
    const { rows } = await pool.query(statement);
    if (rows.length < found.points.length) return new Response('The statement found too little.', { status: 500 });
    return reply(found);
  });
  app.on(['POST', 'PUT'], '/bare/:operation/:n', async (c) => {
    const { operation, n } = c.req.param();
    await pool.query(insert(await c.req.text()));
    const found = answers.get(operation)?.[Number(n)];
    return found === undefined ? new Response('There is no such answer.', { status: 404 }) : reply(found);
  });
  return app;
}

function reply({ answer: { body, status, headers } }: FloorAnswer): Response {
  return new Response(body, { status, headers });
}
