import { type AuditPage, type AuditQuery, BaseplateError, type ChainedAuditEntry } from '@baseplate-epr/contracts';
import type { SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { and, sql } from './drizzle.ts';
import { cursorOf, placeOf } from './page-cursor.ts';
import { entry, entryPatient, unresolvedIntent } from './schema.ts';

interface Row {
  readonly hash: Buffer;
  readonly content: string;
}

/** Reads one page. The narrowest condition leads: request, then patient, then unresolved, then agent, then time. */
export function readPage(database: BetterSQLite3Database, query: AuditQuery): AuditPage {
  const { limit } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) {
    throw new BaseplateError({ code: 'query-invalid', message: 'The limit must be a whole number from 1 to 10,000.' });
  }
  const { tables, conditions } = select(query);
  const rows = database.all<Row>(sql`
    select e.hash as hash, e.content as content from ${tables} where ${and(sql`true`, ...conditions)}
    order by k.time, k.writer, k.sequence limit ${limit + 1}`);
  const entries = rows.slice(0, limit).map(({ hash, content }): ChainedAuditEntry => {
    return { ...JSON.parse(content), hash: hash.toString('hex') };
  });
  const last = entries.at(-1);
  return { entries, ...(rows.length > limit && last !== undefined ? { next: cursorOf(last) } : {}) };
}

/** `k` is the table whose index gives the order; `e` the entry. A cross join keeps SQLite from turning them round. */
function select({ patient, agent, requestId, kinds, time = {}, unresolved, cursor }: AuditQuery): {
  readonly tables: SQL;
  readonly conditions: readonly SQL[];
} {
  const conditions: SQL[] = [];
  const samePlace = sql`e.writer = k.writer and e.sequence = k.sequence`;
  const leading = requestId === undefined && (patient !== undefined || unresolved);
  const key = patient === undefined ? unresolvedIntent : entryPatient;
  const tables = leading
    ? sql`${key} k cross join ${entry} e on ${samePlace}`
    : sql`${entry} k join ${entry} e on e.position = k.position`;
  if (requestId !== undefined) conditions.push(sql`k.request = ${requestId}`);
  if (patient !== undefined) {
    const named = sql`exists (select 1 from ${entryPatient} p where p.patient = ${patient} and p.time = e.time
      and p.writer = e.writer and p.sequence = e.sequence)`;
    conditions.push(leading ? sql`k.patient = ${patient}` : named);
  }
  if (unresolved && (patient !== undefined || !leading)) {
    conditions.push(sql`exists (select 1 from ${unresolvedIntent} u where u.time = e.time
      and u.writer = e.writer and u.sequence = e.sequence)`);
  }
  if (agent !== undefined) conditions.push(sql`e.agent = ${agent}`);
  if (kinds !== undefined) conditions.push(sql`e.kind in (select value from json_each(${JSON.stringify(kinds)}))`);
  if (time.low !== undefined) conditions.push(sql`k.time >= ${time.low}`);
  if (time.high !== undefined) conditions.push(sql`k.time < ${time.high}`);
  if (cursor !== undefined) {
    const place = placeOf(cursor);
    conditions.push(sql`(k.time, k.writer, k.sequence) > (${place.time}, ${place.writer}, ${place.sequence})`);
  }
  return { tables, conditions };
}
