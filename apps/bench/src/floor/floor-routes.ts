import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import { Hono } from 'hono';
import type { FloorAnswer } from './floor-question.ts';
import { createGroupCommit } from './group-commit.ts';
import type { RawResource, RawStore } from './raw-store.ts';

/** Routes of the floor, and what they work with. */
export interface FloorRoutesOptions {
  readonly store: RawStore;
  readonly audit: Database.Database;
  /** Answers by operation. */
  readonly answers: ReadonlyMap<string, readonly FloorAnswer[]>;
  /** Index rows of a write. */
  rows(): number;
}

/** As long as the record's entries are, measured. */
const auditContent = 'a'.repeat(520);

/**
 * The floor's web application.
 *
 * - `GET /bare/<operation>/<n>` answers the record's bytes with the record's headers, and does nothing else.
 * - `GET /floor/<operation>/<n>` runs the prepared statement for the texts of that answer first, and waits for one durable audit append.
 * - `POST` and `PUT /floor/<operation>/<n>` read the body, then wait for an audit append (the intent), for the insert of the body with its
 *   index rows, and for another audit append (the outcome), each durable.
 * - `POST /body` reads a body and says so; `GET /hello` says hello.
 */
export function floorRoutes({ store, audit, answers, rows }: FloorRoutesOptions): Hono {
  const append = createGroupCommit<string>(audit, auditWriter(audit));
  const insert = createGroupCommit<RawResource>(store.database, (resource) => store.insert(resource, rows()));
  const reply = (operation: string, n: string): Response => {
    const found = answers.get(operation)?.[Number(n)];
    if (found === undefined) return new Response('There is no such answer.', { status: 404 });
    const { status, headers, body } = found.answer;
    return new Response(body, { status, headers });
  };
  const find = (operation: string, n: string): number => {
    const points = answers.get(operation)?.[Number(n)]?.points ?? [];
    const [only] = points;
    if (points.length === 0 || only === undefined) return 0;
    return points.length === 1 ? (store.read(only)?.length ?? 0) : store.answer(`${operation}/${n}`).length;
  };
  const app = new Hono();
  app.get('/hello', () => new Response('{"hello":"world"}', { headers: { 'content-type': 'application/json' } }));
  app.post('/body', async (c) => {
    const { length } = await c.req.text();
    return new Response(`{"length":${length}}`, { headers: { 'content-type': 'application/json' } });
  });
  app.get('/bare/:operation/:n', (c) => reply(c.req.param('operation'), c.req.param('n')));
  app.get('/floor/:operation/:n', async (c) => {
    const { operation, n } = c.req.param();
    if (find(operation, n) === 0 && answers.get(operation)?.[Number(n)]?.points.length !== 0) {
      return new Response('The statement found nothing.', { status: 500 });
    }
    await append(auditContent);
    return reply(operation, n);
  });
  app.on(['POST', 'PUT'], '/floor/:operation/:n', async (c) => {
    const { operation, n } = c.req.param();
    const text = await c.req.text();
    await append(auditContent);
    await insert({ type: 'Observation', id: randomUUID(), text });
    await append(auditContent);
    return reply(operation, n);
  });
  return app;
}

function auditWriter(audit: Database.Database): (content: string) => void {
  audit.exec('CREATE TABLE IF NOT EXISTS entry (position INTEGER PRIMARY KEY, content TEXT NOT NULL)');
  const statement = audit.prepare('INSERT INTO entry (content) VALUES (?)');
  return (content) => {
    statement.run(content);
  };
}
