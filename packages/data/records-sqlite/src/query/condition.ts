import type { EntryPredicate, Predicate, TextPredicate } from '@baseplate-epr/contracts';
import { encodeCompartments } from '../write/compartment-names.ts';
import { accessPredicate } from './access.ts';
import { boundsHold } from './bounds.ts';
import type { Compiler, Scope } from './compiler.ts';
import { entryCondition } from './entry-condition.ts';
import { entryKindOf, entryTables } from './entry-tables.ts';
import { gathersText } from './gathers-text.ts';
import { every, joined, never, oneOf, raw, type Sql, some, sql } from './sql.ts';
import { textMatch } from './text-match.ts';

/** A predicate as a condition on one row of `resource`. Everything inside is a seek by that row's key. */
export function condition(compiler: Compiler, scope: Scope, predicate: Predicate): Sql {
  const { resource, types, version } = scope;
  switch (predicate.kind) {
    case 'all':
      return raw('1');
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
      return boundsHold(predicate.bounds, { low: time, high: time });
    }
    case 'compartment':
      return compartmentCondition(compiler, scope, predicate);
    case 'missing': {
      const entry = compiler.alias('entry');
      const parameters = compiler.connection.names.parameters(types, predicate.parameter);
      const table = raw(entryTables[predicate.entry].table);
      const present = sql`EXISTS (SELECT 1 FROM ${table} ${entry} WHERE ${entry}.resource = ${resource}.key AND ${oneOf(sql`${entry}.parameter`, parameters)})`;
      return ofLive(scope, predicate.missing ? sql`NOT ${present}` : present);
    }
    case 'text':
      return ofLive(scope, textCondition(compiler, scope, predicate));
    case 'composite':
      return ofLive(scope, compositeCondition(compiler, scope, predicate.parts));
    case 'chained':
      return ofLive(scope, chainedCondition(compiler, scope, predicate));
    case 'reverseChained':
      return ofLive(scope, reverseChainedCondition(compiler, scope, predicate));
    default:
      return ofLive(scope, compositeCondition(compiler, scope, [predicate]));
  }
}

/** The condition that a hop's resource is current, of these types, satisfies `where`, and may be seen. */
export function hopCondition(compiler: Compiler, scope: Scope, where: Predicate): Sql {
  const { resource, types } = scope;
  const withoutAccess = { ...compiler, access: undefined };
  return every([
    sql`${resource}.live = 1`,
    ...(types.length === 0 ? [] : [oneOf(sql`${resource}.type`, types)]),
    condition(withoutAccess, scope, accessPredicate(compiler.access, types)),
    condition(compiler, scope, where),
  ]);
}

/** In a history, a condition on entries is unknown (neither it nor its opposite holds) where the newest version is a deletion. */
function ofLive({ resource, version }: Scope, holds: Sql): Sql {
  return version === undefined ? holds : sql`CASE WHEN ${resource}.live = 1 THEN ${holds} END`;
}

function compositeCondition(compiler: Compiler, { resource, types }: Scope, parts: readonly EntryPredicate[]): Sql {
  const entries = parts.map((part) => ({ part, alias: compiler.alias('entry') }));
  const [first] = entries;
  if (first === undefined) return never;
  const tables = entries.map(({ part, alias }) => sql`${raw(entryTables[entryKindOf(part)].table)} ${alias}`);
  const conditions = entries.flatMap(({ part, alias }) => [
    sql`${alias}.resource = ${resource}.key`,
    ...(alias === first.alias ? [] : [sql`+${alias}.element = ${first.alias}.element`]),
    entryCondition(compiler, { alias, approach: 'resource' }, types, part),
  ]);
  return sql`EXISTS (SELECT 1 FROM ${joined(tables, ' CROSS JOIN ')} WHERE ${every(conditions)})`;
}

/**
 * Each look for one word costs about as much as ten rows of another index. One for a phrase or the beginning of a word costs as
 * much as finding all of them, so they are found once, and not for each candidate.
 */
function textCondition(compiler: Compiler, { resource, types }: Scope, predicate: TextPredicate): Sql {
  const parameters = compiler.connection.names.parameters(types, predicate.parameter);
  if (parameters.length === 0 || predicate.words.length === 0) return never;
  const index = compiler.alias('words');
  const passage = compiler.alias('passage');
  const own = sql`${passage}.resource = ${resource}.key AND ${oneOf(sql`${passage}.parameter`, parameters)}`;
  if (gathersText(predicate)) {
    const found = sql`SELECT ${index}.rowid FROM text_index ${index} WHERE step(${index}.rowid) AND ${index}.words MATCH ${textMatch(predicate)}`;
    return sql`EXISTS (SELECT 1 FROM text_entry ${passage} WHERE step(${passage}.key) AND ${own} AND +${passage}.key IN (${found}))`;
  }
  return sql`EXISTS (SELECT 1 FROM text_entry ${passage} CROSS JOIN text_index ${index} ON ${index}.rowid = ${passage}.key WHERE step(${passage}.key) AND ${own} AND ${index}.words MATCH ${textMatch(predicate)})`;
}

function compartmentCondition(
  compiler: Compiler,
  scope: Scope,
  { type, ids }: Predicate & { kind: 'compartment' },
): Sql {
  const { resource, version } = scope;
  if (version !== undefined) {
    const written = ids.map((id) => encodeCompartments([{ type, id }]));
    return some(written.map((name) => sql`instr(${version}.compartments, ${name}) > 0`));
  }
  const keys = ids.flatMap((id) => compiler.connection.names.compartment(`${type}/${id}`) ?? []);
  if (keys.length === 0) return never;
  const member = compiler.alias('member');
  return sql`EXISTS (SELECT 1 FROM compartment_member ${member} WHERE ${oneOf(sql`${member}.compartment`, keys)} AND ${member}.type = ${resource}.type AND ${member}.resource = ${resource}.key)`;
}

function chainedCondition(
  compiler: Compiler,
  { resource, types }: Scope,
  predicate: Predicate & { kind: 'chained' },
): Sql {
  if (predicate.types.length === 0) return never;
  const reference = compiler.alias('reference');
  const target = compiler.alias('hop');
  const parameters = compiler.connection.names.parameters(types, predicate.parameter);
  const hop = hopCondition(compiler, { resource: target, types: predicate.types }, predicate.where);
  return sql`EXISTS (SELECT 1 FROM reference_entry ${reference} CROSS JOIN resource ${target} ON ${target}.key = ${reference}.target WHERE step(${reference}.n) AND ${reference}.resource = ${resource}.key AND ${oneOf(sql`${reference}.parameter`, parameters)} AND ${hop})`;
}

function reverseChainedCondition(
  compiler: Compiler,
  { resource }: Scope,
  predicate: Predicate & { kind: 'reverseChained' },
): Sql {
  const reference = compiler.alias('reference');
  const source = compiler.alias('hop');
  const hop = hopCondition(compiler, { resource: source, types: [predicate.type] }, predicate.where);
  const parameter =
    predicate.parameter === '*'
      ? raw('1')
      : oneOf(sql`${reference}.parameter`, compiler.connection.names.parameters([predicate.type], predicate.parameter));
  return sql`EXISTS (SELECT 1 FROM reference_entry ${reference} INDEXED BY reference_target CROSS JOIN resource ${source} ON ${source}.key = ${reference}.resource WHERE step(${reference}.n) AND ${reference}.target = ${resource}.key AND ${parameter} AND ${hop})`;
}
