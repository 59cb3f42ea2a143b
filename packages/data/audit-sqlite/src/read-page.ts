import { cursorOf, placeOf } from '@baseplate-epr/contract-rules';
import { type AuditPage, type AuditQuery, BaseplateError, type ChainedAuditEntry } from '@baseplate-epr/contracts';
import type { SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { and, sql } from './drizzle.ts';
import { entry, entryPatient, name, place, unresolvedIntent, writer } from './schema.ts';

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
    select e.hash as hash, e.content as content from ${tables} cross join ${writer} w on w.number = p.writer
    cross join ${entry} e on e.position = p.position where ${and(sql`true`, ...conditions)}
    order by k.time, w.writer, p.sequence limit ${limit + 1}`);
  const entries = rows.slice(0, limit).map(({ hash, content }): ChainedAuditEntry => {
    return { ...JSON.parse(content), hash: hash.toString('hex') };
  });
  const last = entries.at(-1);
  return { entries, ...(rows.length > limit && last !== undefined ? { next: cursorOf(last) } : {}) };
}

/** `k` is the table whose index gives the order of time, `p` the place. Cross joins keep SQLite from turning them round. */
function select({ patient, agent, requestId, kinds, time = {}, unresolved, cursor }: AuditQuery): {
  readonly tables: SQL;
  readonly conditions: readonly SQL[];
} {
  const conditions: SQL[] = [];
  const leading = requestId === undefined && (patient !== undefined || unresolved);
  const key = patient === undefined ? unresolvedIntent : entryPatient;
  const tables = sql`${leading ? key : place} k cross join ${place} p on p.position = k.position`;
  const numberOf = (text: string) => sql`(select number from ${name} where name = ${text})`;
  if (requestId !== undefined) conditions.push(sql`k.request = ${requestId}`);
  if (patient !== undefined) {
    const named = sql`exists (select 1 from ${entryPatient} n where n.patient = ${numberOf(patient)} and n.time = p.time
      and n.position = p.position)`;
    conditions.push(leading ? sql`k.patient = ${numberOf(patient)}` : named);
  }
  if (unresolved && (patient !== undefined || !leading)) {
    conditions.push(
      sql`exists (select 1 from ${unresolvedIntent} u where u.time = p.time and u.position = p.position)`,
    );
  }
  if (agent !== undefined) {
    // Of `k`, the index of agents would seem narrower to SQLite than that of requests, and leads to all the agent ever did.
    const leads = !leading && requestId === undefined;
    conditions.push(leads ? sql`k.agent = ${numberOf(agent)}` : sql`p.agent = ${numberOf(agent)}`);
  }
  if (kinds !== undefined) conditions.push(sql`p.kind in (select value from json_each(${JSON.stringify(kinds)}))`);
  if (time.low !== undefined) conditions.push(sql`k.time >= ${time.low}`);
  if (time.high !== undefined) conditions.push(sql`k.time < ${time.high}`);
  if (cursor !== undefined) {
    const after = placeOf(cursor);
    conditions.push(sql`k.time >= ${after.time}`);
    conditions.push(sql`(k.time, w.writer, p.sequence) > (${after.time}, ${after.writer}, ${after.sequence})`);
  }
  return { tables, conditions };
}
