import { BaseplateError, type Query, type SearchResult, type StoredVersion } from '@baseplate-epr/contracts';
import { compareBytes, type Findings } from '@baseplate-epr/record-query';
import type { Connection } from '../connection/connection.ts';
import { requireLimit } from '../connection/limits.ts';
import { createCompiler } from '../query/compiler.ts';
import { countMatches } from '../query/count-matches.ts';
import { findIncluded } from '../query/find-included.ts';
import { type FoundResource, findPage } from '../query/find-page.ts';
import { createMatching, type Matching } from '../query/matching.ts';
import { rememberedPage } from '../query/remembered-page.ts';
import { readSearchCursor, writeSearchCursor } from '../query/search-cursor.ts';
import { charactersPerPage } from './changes.ts';
import type { FoundKey, VersionReader } from './read-version.ts';
import { readWithin } from './read-within.ts';

/** Answers a query against one snapshot of the record. */
export function search(
  connection: Connection,
  reader: VersionReader,
  query: Query,
  defaultLimit: number,
): SearchResult {
  const { sort = [], count, cursor, candidateLimit = defaultLimit, includes = [] } = query;
  requireLimit(count, 0);
  const afterwards = () => (cursor === undefined ? undefined : readSearchCursor(query, cursor));
  return connection.snapshot(() => {
    let made: Matching | undefined;
    const matching = () => {
      made ??= createMatching(createCompiler(connection, query.access), query);
      return made;
    };
    const total = () => countMatches(matching(), candidateLimit);
    if (count === 0) {
      afterwards();
      return { matches: [], included: [], total: total() };
    }
    const find = () => {
      const after = afterwards();
      return findPage(matching(), { sort, after, limit: count + 1, candidateLimit });
    };
    const { rows: found, findings } = rememberedPage(connection, query, { matching, find });
    const matches = readWithin(reader, found.slice(0, count), charactersPerPage);
    const page = found.slice(0, matches.length);
    const last = page.at(-1);
    const more = found.length > page.length && last !== undefined;
    const whole = cursor === undefined && !more;
    // Its own aliases: the statement is the same whether the page was found or remembered.
    const compiler = createCompiler(connection, query.access);
    const included = includes.length === 0 ? [] : findIncluded({ compiler, findings }, page, query);
    return {
      matches,
      included: includedVersions(reader, included).sort(byTypeThenId),
      ...(query.total === true ? { total: whole ? page.length : total() } : {}),
      ...(more ? { next: nextCursor(query, last, findings) } : {}),
    };
  });
}

/** Not like the names of what includes find, which are JSON. */
const cursorFinding = 'cursor';

/** To make it takes as long as to find a page that is remembered. */
function nextCursor(query: Query, last: FoundResource, findings: Findings | undefined): string {
  const known = findings?.get(cursorFinding);
  if (known !== undefined) return known;
  const next = writeSearchCursor(query, last);
  findings?.set(cursorFinding, next);
  return next;
}

/** What is included cannot be put off to the next page. */
function includedVersions(reader: VersionReader, included: readonly FoundKey[]): StoredVersion[] {
  const versions = readWithin(reader, included, 4 * charactersPerPage);
  if (versions.length === included.length) return [...versions];
  throw new BaseplateError({
    code: 'query-too-costly',
    message: `The included resources are longer than ${4 * charactersPerPage} characters, which is the limit. Ask for fewer includes or smaller pages.`,
    details: { characters: 4 * charactersPerPage },
  });
}

function byTypeThenId(left: StoredVersion, right: StoredVersion): number {
  return compareBytes(left.type, right.type) || compareBytes(left.id, right.id);
}
