import type { HistoryOptions, HistoryResult } from '@baseplate-epr/contracts';
import type { Ask } from '../connection/ask.ts';
import { requireLimit } from '../connection/limits.ts';
import { accessPredicate } from '../query/access.ts';
import { createCompiler, scopeOf } from '../query/compiler.ts';
import { condition } from '../query/condition.ts';
import { always, every, raw, type Sql, sql } from '../query/sql.ts';
import { readSequenceCursor, writeSequenceCursor } from './sequence-cursor.ts';
import { versionOf, versionWidth } from './version-row.ts';
import { withinBytes } from './within-bytes.ts';

/** Lists versions, newest commit first. Page and total come from one statement, and so from one state of the record. */
export async function history(ask: Ask, options: HistoryOptions, homeType: string): Promise<HistoryResult> {
  const { count, cursor } = options;
  requireLimit(count);
  const before = cursor === undefined ? undefined : readSequenceCursor('history', cursor);
  const listed = listedVersions(options, homeType);
  const older = before === undefined ? always : sql`h.position < ${before}::bigint`;
  const places = sql`SELECT c.position, row_number() OVER () AS place FROM (SELECT h.position ${listed} AND ${older} ORDER BY h.position DESC LIMIT ${count + 1}) c`;
  const page = withinBytes({ places, join: raw('v.position = p.position'), extra: raw('p.position, p.place'), count });
  // The total stands beside the page's rows, and alone where there are none.
  const rows = await ask(
    sql`SELECT w.*, t.total FROM (SELECT ${totalOf(options, listed)} AS total) t LEFT JOIN (${page}) w ON true ORDER BY w.place`,
  );
  const total = Number(rows[0]?.[versionWidth + 3] ?? 0);
  const present = rows.filter(([type]) => type !== null);
  const found = Number(present[0]?.[versionWidth + 2] ?? 0);
  const last = present.at(-1)?.[versionWidth];
  const more = found > present.length && last !== undefined;
  return {
    versions: present.map(versionOf),
    total,
    ...(more ? { next: writeSequenceCursor('history', Number(last)) } : {}),
  };
}

/** `FROM … WHERE …` over the versions that a history lists, as row `h` of `version` and `r` of `resource`. */
function listedVersions({ scope, access, since, at }: HistoryOptions, homeType: string): Sql {
  const { type, id } = scope;
  const types = type === undefined ? [] : [type];
  const judged = { ...scopeOf(raw('r'), types), version: raw('h') };
  return sql`FROM version h JOIN resource r ON r.home = h.home AND r.key = h.resource WHERE ${every([
    raw('h.position > 0'),
    type === undefined ? always : sql`h.type = ${type}`,
    // By the resource's own row where it is one resource: `version` has no index of ids.
    type === undefined || id === undefined ? always : sql`r.type = ${type}`,
    id === undefined ? always : sql`r.id = ${id}`,
    since === undefined ? always : sql`h.last_updated >= ${since}::bigint`,
    at === undefined ? always : wasCurrent(at),
    access === undefined
      ? always
      : condition(createCompiler(homeType, undefined), judged, accessPredicate(access, types)),
  ])}`;
}

/** That a version was written before the stretch ended, and replaced, if at all, after it began. */
function wasCurrent({ low, high }: { readonly low: number; readonly high: number }): Sql {
  return sql`h.last_updated < ${high}::bigint AND NOT EXISTS (SELECT 1 FROM version n WHERE n.home = h.home AND n.resource = h.resource AND n.version = h.version + 1 AND n.last_updated <= ${low}::bigint)`;
}

function totalOf({ scope, access, since, at }: HistoryOptions, listed: Sql): Sql {
  if (scope.id !== undefined || access !== undefined || since !== undefined || at !== undefined) {
    return sql`(SELECT count(*) ${listed})`;
  }
  const counted = scope.type === undefined ? always : sql`n.type = ${scope.type}`;
  return sql`(SELECT coalesce(sum(n.versions), 0)::bigint FROM type_count n WHERE ${counted})`;
}
