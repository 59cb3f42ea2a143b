import type { Bound, EntryPredicate, IndexEntryKind, Predicate, TextPredicate } from '@baseplate-epr/contracts';
import { conjuncts, partsWithAccess } from './access.ts';
import { boundsHold, seekRange } from './bounds.ts';
import { chooseCandidates } from './choose-candidates.ts';
import type { Compiler } from './compiler.ts';
import { hopCondition } from './condition.ts';
import { entryCondition } from './entry-condition.ts';
import { entryKindOf, entryTables } from './entry-tables.ts';
import { every, joined, oneOf, raw, type Sql, sql } from './sql.ts';
import { textMatch } from './text-match.ts';

/** A statement that finds, by seeks of an index, a set of resources among which every match must be. */
export interface Candidates {
  /** Selects the column `resource`; may repeat one. */
  readonly select: Sql;
  /**
   * The same without calls that count the rows, where every row that is read is found: a `LIMIT` is enough to bound it, and it takes a fifth of
   * the time.
   */
  readonly seek?: Sql;
  /** Predicates that hold for all of them and so need not be looked at again. */
  readonly settles: readonly Predicate[];
}

const nothing: Sql = raw('SELECT 0 AS resource WHERE 0');

/** Candidates for one predicate; undefined if no index leads to them. */
export function candidatesOf(
  compiler: Compiler,
  types: readonly string[],
  predicate: Predicate,
): Candidates | undefined {
  const settled = (select: Sql): Candidates => ({ select, settles: [predicate] });
  switch (predicate.kind) {
    case 'none':
      return settled(nothing);
    case 'all':
    case 'not':
    case 'missing':
    case 'type':
      return undefined;
    case 'and':
      return chooseCandidates(compiler, types, conjuncts(predicate))?.candidates;
    case 'or':
      return union(compiler, types, predicate);
    case 'id':
      return settled(
        sql`SELECT r.key AS resource FROM resource r WHERE candidate(r.key) AND ${typeIs(types)} AND ${oneOf(raw('r.id'), predicate.ids)}`,
      );
    case 'lastUpdated': {
      const time = raw('r.last_updated');
      return settled(
        sql`SELECT r.key AS resource FROM resource r INDEXED BY resource_time WHERE candidate(r.key) AND r.live = 1 AND ${typeIs(types)} AND ${boundsHold(predicate.bounds, { low: time, high: time })}`,
      );
    }
    case 'compartment': {
      const keys = predicate.ids.flatMap(
        (id) => compiler.connection.names.compartment(`${predicate.type}/${id}`) ?? [],
      );
      const ofTypes = types.length === 0 ? raw('1') : oneOf(raw('m.type'), types);
      return settled(
        sql`SELECT m.resource AS resource FROM compartment_member m WHERE candidate(m.resource) AND ${oneOf(raw('m.compartment'), keys)} AND ${ofTypes}`,
      );
    }
    case 'text':
      return byWords(compiler, types, predicate);
    case 'chained':
      return chained(compiler, types, predicate);
    case 'reverseChained':
      return reverseChained(compiler, predicate);
    case 'composite': {
      // Any part leads to candidates; that the elements agree is looked at afterwards.
      const found = chooseCandidates(compiler, types, predicate.parts);
      return found === undefined ? undefined : { select: found.candidates.select, settles: [] };
    }
    default:
      return byEntry(compiler, types, predicate);
  }
}

function typeIs(types: readonly string[]): Sql {
  return types.length === 0 ? raw('r.type IN (SELECT type FROM type_count)') : oneOf(raw('r.type'), types);
}

/** To count first what many ranges hold together takes longer than to look at it. */
const armsSought = 4;
/** SQLite takes at most 500 arms in one compound. */
const armsTogether = 200;

function union(
  compiler: Compiler,
  types: readonly string[],
  predicate: Predicate & { kind: 'or' },
): Candidates | undefined {
  const arms: Candidates[] = [];
  for (const part of predicate.predicates) {
    const found = candidatesOf(compiler, types, part);
    if (found === undefined) return undefined;
    arms.push(found);
  }
  if (arms.length === 0) return { select: nothing, settles: [predicate] };
  const settled = arms.every(({ settles }, index) => settles.includes(predicate.predicates[index] ?? predicate));
  const seeks = arms.flatMap(({ seek }) => seek ?? []);
  return {
    select: unionOf(arms.map(({ select }) => select)),
    ...(seeks.length === arms.length && arms.length <= armsSought ? { seek: unionOf(seeks) } : {}),
    settles: settled ? [predicate] : [],
  };
}

/** All that the selections find. */
export function unionOf(selections: readonly Sql[]): Sql {
  const [first] = selections;
  if (first === undefined) return nothing;
  if (selections.length === 1) return first;
  if (selections.length <= armsTogether) {
    return joined(
      selections.map((select) => sql`SELECT resource FROM (${select})`),
      ' UNION ALL ',
    );
  }
  const chunks: Sql[] = [];
  for (let begin = 0; begin < selections.length; begin += armsTogether) {
    chunks.push(unionOf(selections.slice(begin, begin + armsTogether)));
  }
  return unionOf(chunks);
}

function byEntry(compiler: Compiler, types: readonly string[], predicate: EntryPredicate): Candidates | undefined {
  const parameters = compiler.connection.names.parameters(types, predicate.parameter);
  if (parameters.length === 0) return { select: nothing, settles: [predicate] };
  const ways = indexesFor(predicate);
  if (ways === undefined) return undefined;
  const table = raw(entryTables[entryKindOf(predicate)].table);
  const arms = ways.map(({ name, seek }) => {
    const alias = compiler.alias('entry');
    const holds = entryCondition(compiler, { alias, approach: 'value' }, types, predicate);
    const from = sql`SELECT ${alias}.resource AS resource FROM ${table} ${alias} INDEXED BY ${raw(name)} WHERE`;
    return { from, alias, found: sql`${holds} AND ${seek(alias)}` };
  });
  return {
    select: unionOf(arms.map(({ from, alias, found }) => sql`${from} candidate(${alias}.resource) AND ${found}`)),
    ...(isOneRange(predicate) ? { seek: unionOf(arms.map(({ from, found }) => sql`${from} ${found}`)) } : {}),
    settles: [predicate],
  };
}

/** Whether the entries like these lie side by side in their index, and no others among them. */
function isOneRange(predicate: EntryPredicate): boolean {
  switch (predicate.kind) {
    case 'token':
      return predicate.code !== undefined && predicate.codes === undefined && predicate.text === undefined;
    case 'string':
      return predicate.match === 'exact' || predicate.match === 'starts';
    case 'uri':
      return predicate.match === 'exact';
    case 'reference':
      return predicate.type !== undefined && predicate.id !== undefined && predicate.url === undefined;
    case 'range': {
      const { end } = seekRange(predicate.bounds);
      return predicate.entry === 'date' && predicate.bounds.every((one) => one.end === end && one.operator !== '!=');
    }
    default:
      return false;
  }
}

function byWords(compiler: Compiler, types: readonly string[], predicate: TextPredicate): Candidates {
  const parameters = compiler.connection.names.parameters(types, predicate.parameter);
  if (parameters.length === 0 || predicate.words.length === 0) return { select: nothing, settles: [predicate] };
  const index = compiler.alias('words');
  const passage = compiler.alias('passage');
  const select = sql`SELECT ${passage}.resource AS resource FROM text_index ${index} CROSS JOIN text_entry ${passage} ON ${passage}.key = ${index}.rowid WHERE candidate(${passage}.resource) AND ${index}.words MATCH ${textMatch(predicate)} AND ${oneOf(sql`${passage}.parameter`, parameters)}`;
  return { select, settles: [predicate] };
}

/** An index that leads to entries, and what to say so that it can. */
interface Way {
  readonly name: string;
  readonly seek: (alias: Sql) => Sql;
}

/** The indexes that together lead to all entries like these. */
function indexesFor(predicate: EntryPredicate): readonly Way[] | undefined {
  const always = () => raw('1');
  switch (predicate.kind) {
    case 'token':
      return [{ name: 'token_value', seek: always }];
    case 'string':
      return [{ name: predicate.match === 'exact' ? 'string_exact' : 'string_value', seek: always }];
    case 'uri':
      return [{ name: 'uri_value', seek: always }];
    case 'range':
    case 'quantity':
      return waysByRange(predicate.bounds, entryKindOf(predicate));
    case 'reference': {
      const { type, id, url } = predicate;
      if (url !== undefined && url !== '')
        return [{ name: 'reference_url', seek: (alias) => sql`${alias}.target IS NULL` }];
      if (id === undefined) return undefined;
      if (type !== undefined) return [{ name: 'reference_target', seek: always }];
      const targets = sql`SELECT key FROM resource WHERE type IN (SELECT type FROM type_count) AND id = ${id}`;
      return [{ name: 'reference_target', seek: (alias) => sql`${alias}.target IN (${targets})` }];
    }
  }
}

/** By the end that limits most. Numbers and quantities have an index of high ends for stretches only: of points, low ends tell them. */
function waysByRange(bounds: readonly Bound[], kind: IndexEntryKind): readonly Way[] {
  const { end, implied } = seekRange(bounds);
  const seek = (alias: Sql) => boundsHold(implied, { low: sql`${alias}.low`, high: sql`${alias}.high` });
  if (end === 'low' || kind === 'date') return [{ name: `${kind}_${end}`, seek }];
  const ofPoints = (alias: Sql) => {
    const low = sql`${alias}.low`;
    return sql`${boundsHold(bounds, { low, high: low })} AND +${alias}.high = ${low}`;
  };
  return [
    { name: `${kind}_low`, seek: ofPoints },
    { name: `${kind}_stretch`, seek: (alias) => sql`${alias}.low <> ${alias}.high AND ${seek(alias)}` },
  ];
}

function chained(
  compiler: Compiler,
  types: readonly string[],
  predicate: Predicate & { kind: 'chained' },
): Candidates | undefined {
  const parameters = compiler.connection.names.parameters(types, predicate.parameter);
  if (parameters.length === 0 || predicate.types.length === 0) return { select: nothing, settles: [predicate] };
  const targets = hopCandidates(compiler, predicate.types, predicate.where);
  if (targets === undefined) return undefined;
  const target = compiler.alias('hop');
  const reference = compiler.alias('reference');
  const hop = hopCondition(compiler, { resource: target, types: predicate.types }, predicate.where);
  const select = sql`SELECT ${reference}.resource AS resource FROM (SELECT DISTINCT resource FROM (${targets})) c CROSS JOIN resource ${target} ON ${target}.key = c.resource CROSS JOIN reference_entry ${reference} INDEXED BY reference_target ON ${reference}.target = ${target}.key WHERE candidate(${reference}.resource) AND ${hop} AND ${every([oneOf(sql`${reference}.parameter`, parameters)])}`;
  return { select, settles: [predicate] };
}

function reverseChained(compiler: Compiler, predicate: Predicate & { kind: 'reverseChained' }): Candidates | undefined {
  const sources = hopCandidates(compiler, [predicate.type], predicate.where);
  if (sources === undefined) return undefined;
  const source = compiler.alias('hop');
  const reference = compiler.alias('reference');
  const hop = hopCondition(compiler, { resource: source, types: [predicate.type] }, predicate.where);
  const parameters = compiler.connection.names.parameters([predicate.type], predicate.parameter);
  const parameter = predicate.parameter === '*' ? raw('1') : oneOf(sql`${reference}.parameter`, parameters);
  const select = sql`SELECT ${reference}.target AS resource FROM (SELECT DISTINCT resource FROM (${sources})) c CROSS JOIN resource ${source} ON ${source}.key = c.resource CROSS JOIN reference_entry ${reference} ON ${reference}.resource = ${source}.key WHERE candidate(${reference}.n) AND ${hop} AND ${parameter} AND ${reference}.target IS NOT NULL`;
  return { select, settles: [predicate] };
}

function hopCandidates(compiler: Compiler, types: readonly string[], where: Predicate): Sql | undefined {
  const { parts, accessParts } = partsWithAccess(compiler.access, types, where);
  return chooseCandidates(compiler, types, parts, accessParts)?.candidates.select;
}
