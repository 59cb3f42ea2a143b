import type { EntryPredicate, Predicate, TextPredicate } from '@baseplate-epr/contracts';
import { keyOf } from '../keys/keys.ts';
import { lexemeQuery, phraseOf } from '../keys/words.ts';
import { writtenCompartment } from '../read/compartment-text.ts';
import { accessPredicate } from './access.ts';
import { boundsHold } from './bounds.ts';
import { type Compiler, type Scope, scopeOf } from './compiler.ts';
import { valueCondition } from './entry-condition.ts';
import { entryKindOf, entryTables } from './entry-tables.ts';
import { parameterIs } from './parameter-is.ts';
import { always, every, joined, never, oneOf, raw, type Sql, some, sql } from './sql.ts';

/** A predicate as a condition on one row of `resource`. What is inside is found by that row's home and key, or leads to it. */
export function condition(compiler: Compiler, scope: Scope, predicate: Predicate): Sql {
  const { resource, version } = scope;
  switch (predicate.kind) {
    case 'all':
      return always;
    case 'none':
      return never;
    case 'and':
      return every(predicate.predicates.map((part) => condition(compiler, scope, part)));
    case 'or':
      return some(predicate.predicates.map((part) => condition(compiler, scope, part)));
    case 'not':
      return sql`NOT (${condition(compiler, scope, predicate.predicate)})`;
    case 'id':
      return oneOf(sql`${resource}.id`, predicate.ids);
    case 'type':
      return oneOf(sql`${resource}.type`, predicate.types);
    case 'lastUpdated': {
      const time = sql`${version ?? resource}.last_updated`;
      return boundsHold(predicate.bounds, { low: time, high: time, whole: true });
    }
    case 'compartment':
      return compartmentCondition(compiler, scope, predicate);
    case 'missing':
      return ofLive(scope, missingCondition(compiler, scope, predicate));
    case 'text':
      return ofLive(scope, textCondition(compiler, scope, predicate));
    case 'composite':
      return ofLive(scope, entriesCondition(compiler, scope, predicate.parts));
    case 'chained':
      return ofLive(scope, chainedCondition(compiler, scope, predicate));
    case 'reverseChained':
      return ofLive(scope, reverseChainedCondition(compiler, scope, predicate));
    default:
      return ofLive(scope, entriesCondition(compiler, scope, [predicate]));
  }
}

/** The condition that a hop's resource is current, of these types, satisfies `where`, and may be seen. */
function hopCondition(compiler: Compiler, scope: Scope, where: Predicate): Sql {
  const { resource, types } = scope;
  const withoutAccess = { ...compiler, access: undefined };
  return every([
    sql`${resource}.live`,
    types.length === 0 ? always : oneOf(sql`${resource}.type`, types),
    condition(withoutAccess, scope, accessPredicate(compiler.access, types)),
    condition(compiler, scope, where),
  ]);
}

/** In a history, a condition on entries is unknown (neither it nor its opposite holds) where the newest version is a deletion. */
function ofLive({ resource, version }: Scope, holds: Sql): Sql {
  return version === undefined ? holds : sql`CASE WHEN ${resource}.live THEN ${holds} END`;
}

/** Ends a subquery of entries. With an offset, PostgreSQL neither joins it nor begins with it. */
function end({ pinned }: Scope): Sql {
  return raw(pinned === true ? ' OFFSET 0' : '');
}

/** That an entry under this alias is one of the scope's resource. */
function isOwn({ resource, home }: Scope, entry: Sql): Sql {
  return sql`${entry}.home = ${home} AND ${entry}.resource = ${resource}.key`;
}

function missingCondition(compiler: Compiler, scope: Scope, predicate: Predicate & { kind: 'missing' }): Sql {
  const entry = compiler.alias('e');
  const { table } = entryTables[predicate.entry];
  const parameter = parameterIs(sql`${entry}.parameter`, scope.types, predicate.parameter);
  const present = sql`EXISTS (SELECT 1 FROM ${table} ${entry} WHERE ${isOwn(scope, entry)} AND ${parameter}${end(scope)})`;
  return predicate.missing ? sql`NOT ${present}` : present;
}

/**
 * The entries that a part is about. Of a pinned resource they are read first and looked at then: by their values PostgreSQL would find them too,
 * among those of all patients.
 */
function entriesOf(scope: Scope, part: EntryPredicate, alias: Sql): Sql {
  const { table } = entryTables[entryKindOf(part)];
  if (scope.pinned !== true) return sql`${table} ${alias}`;
  return sql`(SELECT * FROM ${table} ${alias} WHERE ${isOwn(scope, alias)} AND ${parameterOf(scope, part, alias)} OFFSET 0) ${alias}`;
}

function parameterOf({ types }: Scope, { parameter }: EntryPredicate, alias: Sql): Sql {
  return parameterIs(sql`${alias}.parameter`, types, parameter);
}

/** There is one element that has an entry for each part. */
function entriesCondition(compiler: Compiler, scope: Scope, parts: readonly EntryPredicate[]): Sql {
  const entries = parts.map((part) => ({ part, alias: compiler.alias('e') }));
  const [first] = entries;
  if (first === undefined) return never;
  const tables = entries.map(({ part, alias }) => entriesOf(scope, part, alias));
  const conditions = entries.flatMap(({ part, alias }) => [
    ...(scope.pinned === true ? [] : [isOwn(scope, alias), parameterOf(scope, part, alias)]),
    alias === first.alias ? always : sql`${alias}.element = ${first.alias}.element`,
    valueCondition(alias, part),
  ]);
  return sql`EXISTS (SELECT 1 FROM ${joined(tables, ', ')} WHERE ${every(conditions)}${end(scope)})`;
}

/** The index of lexemes leads to passages that have the words; the passage itself tells whether they stand together. */
function textCondition(compiler: Compiler, scope: Scope, predicate: TextPredicate): Sql {
  if (predicate.words.length === 0) return never;
  const entry = compiler.alias('e');
  const parameter = parameterIs(sql`${entry}.parameter`, scope.types, predicate.parameter);
  return sql`EXISTS (SELECT 1 FROM text_entry ${entry} WHERE ${isOwn(scope, entry)} AND ${parameter} AND ${entry}.lexemes @@ ${lexemeQuery(predicate)}::tsquery AND position(${phraseOf(predicate)}::text IN ' ' || ${entry}.words || ' ') > 0${end(scope)})`;
}

function compartmentCondition(
  compiler: Compiler,
  scope: Scope,
  { type, ids }: Predicate & { kind: 'compartment' },
): Sql {
  const { resource, version } = scope;
  if (version !== undefined) {
    return some(
      ids.map((id) => sql`position(${writtenCompartment({ type, id })}::text IN ${version}.compartments) > 0`),
    );
  }
  if (ids.length === 0) return never;
  const member = compiler.alias('m');
  const inside = oneOf(
    sql`${member}.compartment`,
    ids.map((id) => keyOf(type, id)),
    'uuid',
  );
  return sql`EXISTS (SELECT 1 FROM compartment_member ${member} WHERE ${inside} AND ${member}.type = ${resource}.type AND ${isOwn(scope, member)}${end(scope)})`;
}

function chainedCondition(compiler: Compiler, scope: Scope, predicate: Predicate & { kind: 'chained' }): Sql {
  if (predicate.types.length === 0) return never;
  const reference = compiler.alias('e');
  const target = compiler.alias('t');
  const parameter = parameterIs(sql`${reference}.parameter`, scope.types, predicate.parameter);
  const hop = hopCondition(compiler, scopeOf(target, predicate.types), predicate.where);
  return sql`EXISTS (SELECT 1 FROM reference_entry ${reference} JOIN resource ${target} ON ${target}.type = ${reference}.target_type AND ${target}.id = ${reference}.target_id WHERE ${isOwn(scope, reference)} AND ${parameter} AND ${hop})`;
}

function reverseChainedCondition(
  compiler: Compiler,
  { resource }: Scope,
  predicate: Predicate & { kind: 'reverseChained' },
): Sql {
  const reference = compiler.alias('e');
  const source = compiler.alias('s');
  const { type, parameter: name } = predicate;
  const parameter = name === '*' ? always : parameterIs(sql`${reference}.parameter`, [type], name);
  const hop = hopCondition(compiler, scopeOf(source, [type]), predicate.where);
  return sql`EXISTS (SELECT 1 FROM reference_entry ${reference} JOIN resource ${source} ON ${source}.home = ${reference}.home AND ${source}.key = ${reference}.resource WHERE ${reference}.target_id = ${resource}.id AND ${reference}.target_type = ${resource}.type AND ${reference}.at_home = ANY('{t,f}'::boolean[]) AND ${parameter} AND ${hop})`;
}
