import type { HistoryOptions, HistoryResult, StoredVersion } from '@baseplate-epr/contracts';
import { tooCostly } from '../connection/budget.ts';
import type { Connection } from '../connection/connection.ts';
import { requireLimit } from '../connection/limits.ts';
import { accessPredicate } from '../query/access.ts';
import { createCompiler } from '../query/compiler.ts';
import { condition } from '../query/condition.ts';
import { every, raw, type Sql, sql } from '../query/sql.ts';
import { charactersPerPage } from './changes.ts';
import { readSequenceCursor, writeSequenceCursor } from './sequence-cursor.ts';
import { type VersionRow, versionColumns, versionOf } from './version-row.ts';

/** Lists versions, newest commit first, against one snapshot. */
export function history(connection: Connection, options: HistoryOptions, candidateLimit: number): HistoryResult {
  const { count, cursor } = options;
  requireLimit(count);
  const before = cursor === undefined ? undefined : readSequenceCursor('history', cursor);
  return connection.snapshot(() => {
    const listed = listedVersions(connection, options, firstSince(connection, options, candidateLimit));
    const total = totalOf(connection, options, listed, candidateLimit);
    const older = before === undefined ? raw('1') : sql`v.sequence < ${before}`;
    const page = sql`SELECT ${raw(versionColumns)} ${listed} AND ${older} ORDER BY v.sequence DESC LIMIT ${count + 1}`;
    return { ...pageOf(connection, page, count, candidateLimit), total };
  });
}

function pageOf(
  { statement, budget }: Connection,
  { text, values }: Sql,
  count: number,
  candidateLimit: number,
): Omit<HistoryResult, 'total'> {
  const read = budget.within(candidateLimit, () => {
    const versions: StoredVersion[] = [];
    let characters = 0;
    let last = 0;
    for (const row of statement(text)
      .raw(true)
      .iterate(...values) as IterableIterator<VersionRow>) {
      if (versions.length === count || characters >= charactersPerPage) {
        return { versions, next: writeSequenceCursor('history', last) };
      }
      const version = versionOf(row);
      versions.push(version);
      characters += version.text.length;
      last = row[7];
    }
    return { versions };
  });
  if (read === undefined) throw tooCostly(candidateLimit);
  return read;
}

/** Stands for the first of no versions. */
const none = Number.MAX_SAFE_INTEGER;

/**
 * The first version since a time, by the index of times alone. Nothing before it is listed: without that a page, which is gathered from the end of the
 * table, goes through all of it where fewer are listed than it may hold, as they are to whoever keeps up with the record.
 */
function firstSince(
  { statement, budget }: Connection,
  { scope, since }: HistoryOptions,
  candidateLimit: number,
): number | undefined {
  if (since === undefined || scope.id !== undefined) return undefined;
  const { text, values } =
    sql`SELECT coalesce(min(sequence), ${none}) FROM version INDEXED BY version_time WHERE step(sequence) AND last_updated >= ${since}`;
  const first = budget.within(candidateLimit, () =>
    statement(text)
      .pluck()
      .get(...values),
  );
  if (first === undefined) throw tooCostly(candidateLimit);
  return first as number;
}

/** `FROM … WHERE …` over the versions that a history lists, as row `v` of `version` and `r` of `resource`. */
function listedVersions(
  connection: Connection,
  { scope, access, since, at }: HistoryOptions,
  first: number | undefined,
): Sql {
  const { type, id } = scope;
  const one = type !== undefined && id !== undefined;
  const rows = one
    ? raw('resource r CROSS JOIN version v INDEXED BY version_of_resource ON v.resource = r.key')
    : raw('version v CROSS JOIN resource r ON r.key = v.resource');
  const types = type === undefined ? [] : [type];
  const judged = { resource: raw('r'), types, version: raw('v') };
  const conditions = [
    raw('candidate(v.sequence)'),
    ...(type === undefined ? [] : [one ? sql`r.type = ${type}` : sql`v.type = ${type}`]),
    ...(id === undefined ? [] : [sql`r.id = ${id}`]),
    ...(since === undefined ? [] : [sql`v.last_updated >= ${since}`]),
    ...(first === undefined ? [] : [sql`v.sequence >= ${first}`]),
    ...(at === undefined ? [] : [wasCurrent(at)]),
    ...(access === undefined
      ? []
      : [condition(createCompiler(connection, undefined), judged, accessPredicate(access, types))]),
  ];
  return sql`FROM ${rows} WHERE ${every(conditions)}`;
}

/** That a version was written before the stretch ended, and replaced, if at all, after it began. */
function wasCurrent({ low, high }: { readonly low: number; readonly high: number }): Sql {
  return sql`v.last_updated < ${high} AND NOT EXISTS (SELECT 1 FROM version n INDEXED BY version_of_resource WHERE n.resource = v.resource AND n.version = v.version + 1 AND n.last_updated <= ${low})`;
}

function totalOf(connection: Connection, options: HistoryOptions, listed: Sql, candidateLimit: number): number {
  const { scope, access, since, at } = options;
  if (scope.id === undefined && access === undefined && since === undefined && at === undefined) {
    const counted = scope.type === undefined ? raw('1') : sql`type = ${scope.type}`;
    const { text, values } = sql`SELECT coalesce(sum(versions), 0) FROM type_count WHERE ${counted}`;
    return connection
      .statement(text)
      .pluck()
      .get(...values) as number;
  }
  const { text, values } = sql`SELECT count(*) ${listed}`;
  const statement = connection.statement(text).pluck();
  const total = connection.budget.within(candidateLimit, () => statement.get(...values) as number);
  if (total === undefined) throw tooCostly(candidateLimit);
  return total;
}
