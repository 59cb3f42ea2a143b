import type { EntryPredicate, Predicate, Query, SortKey } from '@baseplate-epr/contracts';
import { judgedBy, ownOnly } from '@baseplate-epr/record-query';
import type { Ask, Cell } from '../connection/ask.ts';
import { areOfOnePatient } from './arms.ts';
import type { Crowded } from './crowded.ts';
import { entryCondition } from './entry-condition.ts';
import { entryKindOf, entryTables } from './entry-tables.ts';
import { type FoundMatch, matchIn } from './find-page.ts';
import { foundWidth } from './found-resource.ts';
import type { Matching } from './matching.ts';
import { matchColumns } from './page.ts';
import { orderBy, sortValue } from './sort-keys.ts';
import { joined, oneOf, raw, type Sql, sql } from './sql.ts';

/** A part of a query whose entries lie side by side in an index, so that few of them are read by reading few. */
export interface Lead {
  readonly part: EntryPredicate | (Predicate & { kind: 'id' });
  /** Its type and parameter: what {@link Crowded} remembers it by. */
  readonly name: string;
}

/** So many entries are looked at unless a store is told otherwise. What leads to more is left to PostgreSQL's planner and its statistics. */
export const usualFew = 64;

/**
 * The parts that may lead to few resources of any patient, such as an identifier or the beginning of a name. None where anything but a resource
 * itself decides whether it matches and may be seen: that may be much to look at even for few.
 */
export function leadsOf({ types, wanted, rules, arms }: Matching, few: number): readonly Lead[] {
  const [type] = types;
  if (type === undefined || types.length > 1 || areOfOnePatient(arms)) return [];
  const parts = [...wanted, ...rules];
  if (!parts.every((part) => ownOnly(judgedBy(part)))) return [];
  return parts.flatMap((part): readonly Lead[] => {
    if (part.kind === 'id') return part.ids.length <= few ? [{ part, name: `${type} _id` }] : [];
    return isIndexed(part) ? [{ part, name: `${type} ${part.parameter}` }] : [];
  });
}

/**
 * Whether an index has what satisfies the part side by side, and nothing else in between. What refers to something has such an index as well, but
 * PostgreSQL would make a bitmap of all that there is.
 */
function isIndexed(part: Predicate): part is EntryPredicate {
  switch (part.kind) {
    case 'token':
      return part.code !== undefined && part.codes === undefined && part.text === undefined;
    case 'string':
      return part.match === 'exact' || (part.match === 'starts' && part.value !== '');
    case 'uri':
      return part.match === 'exact';
    default:
      return false;
  }
}

/** The one of these that is worth to try. */
export function chooseLead(leads: readonly Lead[], crowded: Crowded): Lead | undefined {
  if (leads.length === 0) return undefined;
  const chosen = crowded.choose(leads.map(({ name }) => name));
  return leads.find(({ name }) => name === chosen);
}

/**
 * Finds every match among the few resources that a part leads to, in the order of the sort, by one statement that looks at no more of them, however
 * many there are; undefined if there are more.
 */
export async function findFew(
  ask: Ask,
  matching: Matching,
  { sort = [] }: Pick<Query, 'sort'>,
  { part }: Lead,
  few: number,
): Promise<readonly FoundMatch[] | undefined> {
  return amongRows(await ask(fewOf(matching, sort, part, few)), sort, few);
}

/** The matches in the rows of {@link fewOf}; undefined if there are more entries than few. */
export function amongRows(
  rows: readonly (readonly Cell[])[],
  sort: readonly SortKey[],
  few: number,
): readonly FoundMatch[] | undefined {
  if (rows.length > few) return undefined;
  const seen = new Set<string>();
  // Entries that lead to nothing that matches are told with nulls; those of one resource stand one after the other.
  return rows.flatMap((row) => {
    const found = row[1] === null ? undefined : matchIn(row, foundWidth, sort.length);
    if (found === undefined || seen.has(found.key)) return [];
    seen.add(found.key);
    return [found];
  });
}

/** Selects, for each of few entries that the part leads to, the resource if it matches, in the order of the sort; nulls come last. */
export function fewOf(matching: Matching, sort: readonly SortKey[], part: Lead['part'], few: number): Sql {
  const { compiler, types } = matching;
  const lead = leadTo(matching, part, few);
  const arm = { lead, settles: part };
  const values = sort.map((key, index) => sql`, ${sortValue(compiler, types, arm, key)} AS ${raw(`s${index}`)}`);
  const joining = sql`LEFT JOIN resource r ON r.home = l.home AND r.key = l.key AND ${matching.holds(arm)}`;
  return sql`SELECT * FROM (SELECT ${matchColumns}${joined(values, '')} FROM (${lead}) l ${joining}) p ${orderBy(sort, 'p')}`;
}

/** Selects homes and keys that the part leads to, one more than few at most; one of several entries several times. */
function leadTo({ compiler, types }: Matching, part: Lead['part'], few: number): Sql {
  const limit = raw(`LIMIT ${few + 1}`);
  if (part.kind === 'id') {
    return sql`SELECT h.home, h.key FROM resource h WHERE ${oneOf(raw('h.type'), types)} AND ${oneOf(raw('h.id'), part.ids)} ${limit}`;
  }
  const entry = compiler.alias('l');
  const { table } = entryTables[entryKindOf(part)];
  return sql`SELECT ${entry}.home, ${entry}.resource AS key FROM ${table} ${entry} WHERE ${entryCondition(entry, types, part)} ${limit}`;
}
