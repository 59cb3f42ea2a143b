import { cursorOf, placeOf } from '@baseplate-epr/contract-rules';
import type { AuditPage, AuditQuery } from '@baseplate-epr/contracts';
import type { SQL } from 'drizzle-orm';
import type { PoolClient } from 'pg';
import { drizzle, sql } from './drizzle.ts';
import { keyOf } from './key-of.ts';
import { entryOf } from './read-rows.ts';
import { requireLimit } from './require-limit.ts';
import { entry, entryPatient, openIntent } from './schema.ts';

interface Row extends Record<string, unknown> {
  readonly hash: Buffer;
  readonly content: string;
}

/** Reads one page. The narrowest condition leads: request, then patient, then unresolved, then agent, then time. */
export async function readPage(client: PoolClient, query: AuditQuery): Promise<AuditPage> {
  requireLimit(query.limit);
  const { tables, conditions } = select(query);
  const { rows } = await drizzle(client).execute<Row>(sql`
    SELECT e.hash, e.content FROM ${tables} WHERE ${sql.join([sql`true`, ...conditions], sql` AND `)}
    ORDER BY k.time, k.writer, k.sequence LIMIT ${query.limit + 1}`);
  const entries = rows.slice(0, query.limit).map(entryOf);
  const last = entries.at(-1);
  return { entries, ...(rows.length > query.limit && last !== undefined ? { next: cursorOf(last) } : {}) };
}

/** `k` is the table whose index gives the order, `e` the entry. */
function select({ patient, agent, requestId, kinds, time = {}, unresolved, cursor }: AuditQuery): {
  readonly tables: SQL;
  readonly conditions: readonly SQL[];
} {
  const conditions: SQL[] = [];
  const leading = requestId === undefined && (patient !== undefined || unresolved === true);
  const joined = (key: SQL) => sql`${key} k JOIN ${entry} e ON e.writer = k.writer AND e.sequence = k.sequence`;
  const key = patient === undefined ? sql`${openIntent}` : sql`${entryPatient}`;
  const tables = joined(leading ? key : sql`${entry}`);
  if (requestId !== undefined) conditions.push(sql`k.request = ${keyOf(requestId)}::uuid`);
  if (patient !== undefined) {
    const named = sql`EXISTS (SELECT FROM ${entryPatient} n WHERE n.patient = ${keyOf(patient)}::uuid AND n.time = e.time
      AND n.writer = e.writer AND n.sequence = e.sequence)`;
    conditions.push(leading ? sql`k.patient = ${keyOf(patient)}::uuid` : named);
  }
  if (unresolved) {
    if (patient !== undefined || !leading) {
      conditions.push(sql`EXISTS (SELECT FROM ${openIntent} i WHERE i.time = e.time AND i.writer = e.writer
        AND i.sequence = e.sequence)`);
    }
    conditions.push(sql`NOT EXISTS (SELECT FROM ${entry} o WHERE o.request = e.request AND o.kind = 'outcome')`);
  }
  if (agent !== undefined) conditions.push(sql`${sql.raw(leading ? 'e' : 'k')}.agent = ${keyOf(agent)}::uuid`);
  if (kinds !== undefined) {
    const listed = kinds.map((kind) => sql`${kind}`);
    conditions.push(listed.length === 0 ? sql`false` : sql`e.kind IN (${sql.join(listed, sql`, `)})`);
  }
  if (time.low !== undefined) conditions.push(sql`k.time >= ${time.low}`);
  if (time.high !== undefined) conditions.push(sql`k.time < ${time.high}`);
  if (cursor !== undefined) {
    const after = placeOf(cursor);
    conditions.push(
      sql`(k.time, k.writer, k.sequence) > (${after.time}::bigint, ${after.writer}::text, ${after.sequence}::bigint)`,
    );
  }
  return { tables, conditions };
}
