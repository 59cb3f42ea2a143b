import { BaseplateError, type Query, type SearchResult, type StoredVersion } from '@baseplate-epr/contracts';
import { compareBytes, groupIncludes, type IncludeGroup } from '@baseplate-epr/record-query';
import type { Ask } from '../connection/ask.ts';
import { bytesPerPage, requireLimit } from '../connection/limits.ts';
import { conjuncts } from '../query/access.ts';
import { areOfOnePatient } from '../query/arms.ts';
import { createCompiler } from '../query/compiler.ts';
import { countOf, requireWithin } from '../query/count-matches.ts';
import { createIncluded, defaultIncludeLimit, followAgain } from '../query/find-included.ts';
import { findPage } from '../query/find-page.ts';
import type { FoundResource } from '../query/found-resource.ts';
import type { GuardSettings } from '../query/guards.ts';
import { createMatching, type Matching } from '../query/matching.ts';
import { readSearchCursor, type SearchPosition, writeSearchCursor } from '../query/search-cursor.ts';
import { currentVersions, type KeptVersions } from './current-versions.ts';

/** What searches work with. */
export interface SearchSettings extends GuardSettings {
  readonly kept: KeptVersions;
}

/** A search that is ready to be asked. */
export interface PlannedSearch {
  /** It may look at more than one patient's resources, or a few named ones. */
  readonly wide: boolean;
  /** All that must be of one state of the record is found by one statement, which sees one by itself. */
  readonly oneStatement: boolean;
  /** Answers, against the one state of the record that the asking sees. */
  answer(ask: Ask): Promise<SearchResult>;
}

/** Makes of a query what is asked of the database. */
export function planSearch(query: Query, settings: SearchSettings): PlannedSearch {
  const { count, cursor, where = { kind: 'all' }, total, includes = [] } = query;
  requireLimit(count, 0);
  const after = cursor === undefined ? undefined : readSearchCursor(query, cursor);
  const matching = createMatching(createCompiler(settings.homeType, query.access), query);
  const named = conjuncts(where).some((part) => part.kind === 'id');
  const { first, iterated } = groupIncludes(includes);
  return {
    wide: !named && !areOfOnePatient(matching.arms),
    oneStatement: count === 0 || (total !== true && iterated.length === 0),
    answer: (ask) =>
      count === 0
        ? countOnly(ask, matching, query, settings)
        : page(ask, { matching, query, settings, after, first, iterated }),
  };
}

interface Planned {
  readonly matching: Matching;
  readonly query: Query;
  readonly settings: SearchSettings;
  readonly after: SearchPosition | undefined;
  readonly first: readonly IncludeGroup[];
  readonly iterated: readonly IncludeGroup[];
}

async function countOnly(ask: Ask, matching: Matching, query: Query, settings: SearchSettings): Promise<SearchResult> {
  const { candidateLimit = settings.candidateLimit } = query;
  return { matches: [], included: [], total: await counted(ask, matching, candidateLimit) };
}

async function page(ask: Ask, { matching, query, settings, after, first, iterated }: Planned): Promise<SearchResult> {
  const { count, candidateLimit = settings.candidateLimit, includeLimit = defaultIncludeLimit } = query;
  const found = await findPage(ask, matching, query, after, first);
  const matches = await currentVersions(ask, settings.kept, found.matches.slice(0, count));
  const matched = found.matches.slice(0, matches.length);
  const last = matched.at(-1);
  const more = found.matches.length > matched.length && last !== undefined;
  const included = createIncluded(matched, includeLimit);
  included.add(found.included.filter(({ place }) => place <= matched.length));
  await followAgain(ask, matching.compiler, iterated, included, includeLimit + matched.length + 1);
  const whole = after === undefined && !more;
  const total = async () =>
    whole ? requireWithin(matched.length, candidateLimit) : counted(ask, matching, candidateLimit);
  return {
    matches,
    included: await includedVersions(ask, settings.kept, included.resources),
    ...(query.total === true ? { total: await total() } : {}),
    ...(more ? { next: writeSearchCursor(query, last) } : {}),
  };
}

async function counted(ask: Ask, matching: Matching, candidateLimit: number | undefined): Promise<number> {
  const [row] = await ask(countOf(matching, candidateLimit));
  return matching.unconditional ? Number(row?.[0]) : requireWithin(Number(row?.[0]), candidateLimit);
}

/** What is included cannot be put off to the next page. */
async function includedVersions(
  ask: Ask,
  kept: KeptVersions,
  included: readonly FoundResource[],
): Promise<readonly StoredVersion[]> {
  const most = 4 * bytesPerPage;
  const versions = await currentVersions(ask, kept, included.toSorted(byTypeThenId), most);
  if (versions.length === included.length) return versions;
  throw new BaseplateError({
    code: 'query-too-costly',
    message: `The included resources are longer than ${most} bytes, which is the limit. Ask for fewer includes or smaller pages.`,
    details: { bytes: most },
  });
}

function byTypeThenId(left: FoundResource, right: FoundResource): number {
  return compareBytes(left.type, right.type) || compareBytes(left.id, right.id);
}
