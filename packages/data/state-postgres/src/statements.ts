import type { PoolClient, QueryResult, QueryResultRow } from 'pg';

/** A statement that is prepared once a connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

const statement = (name: string, text: string): Statement => ({ name, text });

const bytes = 'octet_length(key) + octet_length(value)';

/** Every statement that writes, or reads in order to write. All have a fixed shape, whatever the number of values. */
export const statements = {
  lock: statement('lock', 'SELECT pg_advisory_xact_lock(l) IS NULL AS taken FROM unnest($1::bigint[]) AS l'),
  mark: statement(
    'mark',
    `INSERT INTO mark (writer, mark, at) VALUES ($1, $2, extract(epoch FROM now()) * 1000)
     ON CONFLICT (writer) DO UPDATE SET mark = excluded.mark, at = excluded.at`,
  ),
  marked: statement('marked', 'SELECT mark FROM mark WHERE writer = $1'),
  /** Of processes that ended without a word, a week ago. */
  unmark: statement(
    'unmark',
    'DELETE FROM mark WHERE writer = $1 OR at < extract(epoch FROM now()) * 1000 - 604800000',
  ),
  find: statement(
    'find',
    `SELECT e.namespace, e.key, e.version, e.expires_at, octet_length(e.key) + octet_length(e.value) AS bytes,
       CASE WHEN w.whole THEN e.value END AS value
     FROM unnest($1::text[], $2::bytea[], $3::boolean[]) AS w (namespace, key, whole)
     JOIN state_entry e ON e.namespace = w.namespace AND e.key = w.key`,
  ),
  count: statement('count', 'SELECT name, bytes FROM namespace WHERE name = ANY($1::text[])'),
  put: statement(
    'put',
    `INSERT INTO state_entry (namespace, key, value, version, expires_at)
     SELECT * FROM unnest($1::text[], $2::bytea[], $3::bytea[], $4::text[], $5::bigint[])
     ON CONFLICT (namespace, key) DO UPDATE
     SET value = excluded.value, version = excluded.version, expires_at = excluded.expires_at`,
  ),
  remove: statement(
    'remove',
    `DELETE FROM state_entry e USING unnest($1::text[], $2::bytea[]) AS w (namespace, key)
     WHERE e.namespace = w.namespace AND e.key = w.key`,
  ),
  account: statement(
    'account',
    `INSERT INTO namespace (name, bytes) SELECT * FROM unnest($1::text[], $2::bigint[])
     ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes`,
  ),
  forget: statement('forget', 'DELETE FROM namespace WHERE name = ANY($1::text[]) AND bytes = 0'),
  /** All but some keys that are about to be written. */
  sweep: statement(
    'sweep',
    `WITH gone AS (DELETE FROM state_entry WHERE namespace = $1 AND expires_at < $2 AND key <> ALL($3::bytea[])
       RETURNING ${bytes} AS bytes)
     SELECT coalesce(sum(bytes), 0)::bigint AS bytes FROM gone`,
  ),
  clear: statement(
    'clear',
    `WITH gone AS (DELETE FROM state_entry WHERE namespace = $1 AND key >= $2 AND ($3::bytea IS NULL OR key < $3)
       RETURNING ${bytes} AS bytes, expires_at)
     SELECT coalesce(sum(bytes), 0)::bigint AS bytes,
       count(*) FILTER (WHERE expires_at IS NULL OR expires_at >= $4)::bigint AS live FROM gone`,
  ),
  expired: statement('expired', 'SELECT DISTINCT namespace AS name FROM state_entry WHERE expires_at < $1 ORDER BY 1'),
} as const;

/** Puts a statement. Those put one after the other without waiting travel together. */
export function ask<Row extends QueryResultRow>(
  client: PoolClient,
  { name, text }: Statement,
  values: unknown[],
): Promise<QueryResult<Row>> {
  return client.query<Row>({ name: `state_${name}`, text, values });
}

/** Waits for statements that travelled together, so that none is left behind unheard; fails with the first that failed. */
export async function together<Results extends readonly unknown[]>(
  asked: { readonly [Index in keyof Results]: Promise<Results[Index]> },
): Promise<void> {
  const settled = await Promise.allSettled(asked);
  for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
}
