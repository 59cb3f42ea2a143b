import { BaseplateError, type Query, type SearchResult, type StoredVersion } from '@baseplate-epr/contracts';
import type { Ask, Cell } from '../connection/ask.ts';
import { bytesPerPage, requireLimit } from '../connection/limits.ts';
import { conjuncts } from '../query/access.ts';
import { createCompiler } from '../query/compiler.ts';
import { countOf, requireWithin } from '../query/count-matches.ts';
import { type FoundResource, findIncluded, foundIn } from '../query/find-included.ts';
import type { GuardSettings } from '../query/guards.ts';
import { createMatching, type Matching } from '../query/matching.ts';
import { matchesOf } from '../query/page.ts';
import { readSearchCursor, type SortValue, writeSearchCursor } from '../query/search-cursor.ts';
import { orderBy } from '../query/sort-keys.ts';
import { joined, raw, type Sql, sql } from '../query/sql.ts';
import { versionColumns, versionOf, versionWidth } from './version-row.ts';
import { withinBytes } from './within-bytes.ts';

/** Whether a query is answered by one statement, which sees one state of the record by itself. */
export function needsOneStatement({ count, total, includes = [] }: Query): boolean {
  return count === 0 || (total !== true && includes.length === 0);
}

/** Whether a query may look at more than one patient's resources, or a few named ones. */
export function isWide({ types, where = { kind: 'all' }, access }: Query, homeType: string): boolean {
  const compiler = createCompiler(homeType, access);
  const named = conjuncts(where).some((part) => part.kind === 'id');
  return !named && createMatching(compiler, { types, where }).arms.length === 1;
}

/** Answers a query, against the one state of the record that the asking sees. */
export async function search(ask: Ask, query: Query, settings: GuardSettings): Promise<SearchResult> {
  const { sort = [], count, cursor, candidateLimit = settings.candidateLimit, includes = [] } = query;
  requireLimit(count, 0);
  const after = cursor === undefined ? undefined : readSearchCursor(query, cursor);
  const compiler = createCompiler(settings.homeType, query.access);
  const matching = createMatching(compiler, query);
  if (count === 0) return { matches: [], included: [], total: await counted(ask, matching, candidateLimit) };

  const { rows, more } = await pageOf(ask, query, matchesOf(matching, { sort, after, limit: count + 1 }));
  const last = rows.at(-1);
  const whole = cursor === undefined && !more;
  const included = includes.length === 0 ? [] : await findIncluded(ask, compiler, rows.map(resourceIn), query);
  const total = async () =>
    whole ? requireWithin(rows.length, candidateLimit) : counted(ask, matching, candidateLimit);
  return {
    matches: rows.map(versionOf),
    included: await currentVersions(ask, included),
    ...(query.total === true ? { total: await total() } : {}),
    ...(more && last !== undefined
      ? { next: writeSearchCursor(query, { ...resourceIn(last), values: valuesIn(last, sort.length) }) }
      : {}),
  };
}

const join = raw('v.home = p.home AND v.resource = p.key AND v.version = p.version');
const extraWidth = 3;

interface Page {
  readonly rows: readonly (readonly Cell[])[];
  readonly more: boolean;
}

/** A page of so few cannot hold too much text: its versions are fetched as they are, with one more that tells whether others follow. */
const few = 32;

async function pageOf(ask: Ask, { sort = [], count }: Query, matches: Sql): Promise<Page> {
  const values = sort.map((_key, index) => raw(`, p.s${index}`));
  const extra = sql`p.home, p.key, p.version${joined(values, '')}`;
  if (count <= few) {
    const rows = await ask(
      sql`SELECT ${versionColumns}, ${extra} FROM (${matches}) p JOIN version v ON ${join} ${orderBy(sort, 'p')}`,
    );
    return { rows: rows.slice(0, count), more: rows.length > count };
  }
  const places = sql`SELECT m.*, row_number() OVER (${orderBy(sort, 'm')}) AS place FROM (${matches}) m`;
  const rows = await ask(withinBytes({ places, join, extra, count }));
  return { rows, more: Number(rows[0]?.at(-1) ?? 0) > rows.length };
}

function resourceIn(row: readonly Cell[]): FoundResource {
  const [home, key, version] = row.slice(versionWidth, versionWidth + extraWidth);
  return foundIn([home, key, row[0], row[1], version]);
}

function valuesIn(row: readonly Cell[], keys: number): readonly SortValue[] {
  const from = versionWidth + extraWidth;
  return row.slice(from, from + keys).map((value) => (typeof value === 'boolean' ? null : value));
}

async function counted(ask: Ask, matching: Matching, candidateLimit: number | undefined): Promise<number> {
  const [row] = await ask(countOf(matching, candidateLimit));
  return matching.unconditional ? Number(row?.[0]) : requireWithin(Number(row?.[0]), candidateLimit);
}

/** What is included cannot be put off to the next page. */
async function currentVersions(ask: Ask, found: readonly FoundResource[]): Promise<readonly StoredVersion[]> {
  if (found.length === 0) return [];
  const listed = sql`unnest(${found.map(({ home }) => home)}::uuid[], ${found.map(({ key }) => key)}::uuid[], ${found.map(({ version }) => version)}::bigint[], ${found.map(({ type }) => type)}::text[], ${found.map(({ id }) => id)}::text[]) m(home, key, version, type, id)`;
  const most = 4 * bytesPerPage;
  const places = sql`SELECT m.home, m.key, m.version, row_number() OVER (ORDER BY m.type COLLATE "C", m.id COLLATE "C") AS place FROM ${listed}`;
  const rows = await ask(withinBytes({ places, join, extra: raw('p.place'), count: found.length }, most));
  if (rows.length === found.length) return rows.map(versionOf);
  throw new BaseplateError({
    code: 'query-too-costly',
    message: `The included resources are longer than ${most} bytes, which is the limit. Ask for fewer includes or smaller pages.`,
    details: { bytes: most },
  });
}
