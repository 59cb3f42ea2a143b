import { BaseplateError, type Query, type SearchResult, type StoredVersion } from '@baseplate-epr/contracts';
import type { Ask, Cell } from '../connection/ask.ts';
import { bytesPerPage, requireLimit } from '../connection/limits.ts';
import { conjuncts } from '../query/access.ts';
import { createCompiler } from '../query/compiler.ts';
import { countOf, requireWithin } from '../query/count-matches.ts';
import { type FoundResource, findIncluded, foundIn } from '../query/find-included.ts';
import type { GuardSettings } from '../query/guards.ts';
import { createMatching, type Matching } from '../query/matching.ts';
import { pageOf } from '../query/page.ts';
import { readSearchCursor, type SortValue, writeSearchCursor } from '../query/search-cursor.ts';
import { joined, raw, type Sql, sql } from '../query/sql.ts';
import { versionOf, versionWidth } from './version-row.ts';
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

  const rows = await ask(statementFor(query, pageOf(matching, { sort, after, limit: count + 1 })));
  const last = rows.at(-1);
  const more = last !== undefined && Number(last.at(-1)) > rows.length;
  const whole = cursor === undefined && !more;
  const included = includes.length === 0 ? [] : await findIncluded(ask, compiler, rows.map(resourceIn), query);
  const total = async () =>
    whole ? requireWithin(rows.length, candidateLimit) : counted(ask, matching, candidateLimit);
  return {
    matches: rows.map(versionOf),
    included: await currentVersions(ask, included),
    ...(query.total === true ? { total: await total() } : {}),
    ...(more ? { next: writeSearchCursor(query, { ...resourceIn(last), values: valuesIn(last) }) } : {}),
  };
}

const join = raw('v.home = p.home AND v.resource = p.key AND v.version = p.version');
const extraWidth = 3;

function statementFor({ sort = [], count }: Query, places: Sql): Sql {
  const values = sort.map((_key, index) => raw(`, p.s${index}`));
  return withinBytes({ places, join, extra: sql`p.home, p.key, p.version${joined(values, '')}`, count });
}

function resourceIn(row: readonly Cell[]): FoundResource {
  const [home, key, version] = row.slice(versionWidth, versionWidth + extraWidth);
  return foundIn([home, key, row[0], row[1], version]);
}

function valuesIn(row: readonly Cell[]): readonly SortValue[] {
  return row.slice(versionWidth + extraWidth, -1).map((value) => (typeof value === 'boolean' ? null : value));
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
