import type { IncludeGroup } from '@baseplate-epr/record-query';
import { accessPredicate } from './access.ts';
import { type Compiler, scopeOf } from './compiler.ts';
import { condition } from './condition.ts';
import { matchColumns } from './page.ts';
import { parameterIs } from './parameter-is.ts';
import { always, every, oneOf, raw, type Sql, sql } from './sql.ts';

/**
 * Selects what the includes of a group lead to, each once: `matchColumns`, and the least place of a resource that leads there.
 *
 * @param from - relation `m` of resources to begin with: home, key, type, id and place
 */
export function followIncludes(compiler: Compiler, group: IncludeGroup, from: Sql): Sql {
  return group.direction === 'forward'
    ? landing(compiler, group, sql`(${referred(group, from)})`)
    : reverse(compiler, group, from);
}

/**
 * The same of a group that leads forward, and what it leads to that is not there or may not be seen, with its type and id alone; that comes
 * last.
 */
export function followWhole(compiler: Compiler, group: IncludeGroup, from: Sql): Sql {
  return sql`SELECT r.home, r.key, t.type, t.id, r.version, r.last_updated, t.place FROM (${referred(group, from)}) t LEFT JOIN resource r ON r.type = t.type AND r.id = t.id AND ${allowed(compiler, group.targets ?? [])} ORDER BY r.key NULLS LAST`;
}

/**
 * Selects what of these is there, and may be seen: `matchColumns` and the place.
 *
 * @param to - relation of type, id and place
 */
export function landing(compiler: Compiler, { targets = [] }: IncludeGroup, to: Sql): Sql {
  return sql`SELECT ${matchColumns}, t.place FROM ${to} t JOIN resource r ON r.type = t.type AND r.id = t.id WHERE ${allowed(compiler, targets)}`;
}

/** What a page refers to is often one and the same: it is looked at once. */
function referred({ sources, parameter, targets = [] }: IncludeGroup, from: Sql): Sql {
  return sql`SELECT f.target_type AS type, f.target_id AS id, min(m.place) AS place FROM ${from} ${entriesOf(parameter, sources)} WHERE ${every(
    [
      isAmong(raw('m.type'), sources),
      sql`f.target_type ${targets.length === 0 ? raw("<> ''") : sql`= ANY(${targets}::text[])`}`,
    ],
  )} GROUP BY f.target_type, f.target_id OFFSET 0`;
}

/** By the primary key. Of a reference of any name, the parameters that the type has used lead to each. */
function entriesOf(parameter: string, sources: readonly string[]): Sql {
  if (parameter !== '*') {
    return sql`JOIN reference_entry f ON f.home = m.home AND f.resource = m.key AND ${parameterIs(raw('f.parameter'), sources, parameter)}`;
  }
  return raw(
    "JOIN parameter q ON q.type = m.type AND q.kind = 'reference' JOIN reference_entry f ON f.home = m.home AND f.parameter = q.key AND f.resource = m.key",
  );
}

function reverse(compiler: Compiler, { sources, parameter, targets }: IncludeGroup, from: Sql): Sql {
  const referring = sql`SELECT f.home, f.resource AS key, min(m.place) AS place FROM ${from} JOIN reference_entry f ON f.target_id = m.id AND f.at_home = ANY('{t,f}'::boolean[]) AND f.target_type = m.type WHERE ${every(
    [
      targets === undefined ? always : isAmong(raw('m.type'), targets),
      parameter === '*' ? always : parameterIs(raw('f.parameter'), sources, parameter),
    ],
  )} GROUP BY f.home, f.resource OFFSET 0`;
  return sql`SELECT ${matchColumns}, t.place FROM (${referring}) t JOIN resource r ON r.home = t.home AND r.key = t.key WHERE ${every([oneOf(raw('r.type'), sources), allowed(compiler, sources)])}`;
}

const few = 8;

/** Membership of a list that may be long: then PostgreSQL makes a table of it, unless it is to join it. */
function isAmong(column: Sql, types: readonly string[]): Sql {
  if (types.length <= few) return oneOf(column, types);
  return sql`(${column} IN (SELECT unnest(${types}::text[]))) IS TRUE`;
}

function allowed(compiler: Compiler, types: readonly string[]): Sql {
  const withoutAccess = { ...compiler, access: undefined };
  const rules = condition(withoutAccess, scopeOf(raw('r'), types), accessPredicate(compiler.access, types));
  return every([raw('r.live'), rules]);
}
