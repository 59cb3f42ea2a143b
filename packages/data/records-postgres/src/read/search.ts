import { BaseplateError, type Query, type SearchResult, type StoredVersion } from '@baseplate-epr/contracts';
import { compareBytes, groupIncludes, type IncludeGroup } from '@baseplate-epr/record-query';
import type { Ask } from '../connection/ask.ts';
import { bytesPerPage, requireLimit } from '../connection/limits.ts';
import { conjuncts } from '../query/access.ts';
import { areOfOnePatient } from '../query/arms.ts';
import { createCompiler } from '../query/compiler.ts';
import { countOf, requireWithin } from '../query/count-matches.ts';
import type { Crowded } from '../query/crowded.ts';
import { chooseLead, findFew, type Lead, leadsOf } from '../query/find-few.ts';
import { createIncluded, defaultIncludeLimit, followAgain } from '../query/find-included.ts';
import { findLed, ledBy } from '../query/find-led.ts';
import { type FoundInclude, type FoundMatch, findPage, type PageSearch } from '../query/find-page.ts';
import type { FoundResource } from '../query/found-resource.ts';
import type { GuardSettings } from '../query/guards.ts';
import { type KnownPage, knownPage, lookAgain } from '../query/known-page.ts';
import { asksForOnePatient, createMatching, type Matching } from '../query/matching.ts';
import { readSearchCursor, writeSearchCursor } from '../query/search-cursor.ts';
import { watchOf } from '../query/watch.ts';
import { currentVersions, type KeptVersions } from './current-versions.ts';
import { type PageMemory, pageName } from './page-memory.ts';

/** What searches work with. */
export interface SearchSettings extends GuardSettings {
  readonly kept: KeptVersions;
  readonly pages: PageMemory;
  readonly crowded: Crowded;
  /** How many resources a small statement looks at to find a page. */
  readonly few: number;
  /** How many resources a larger one looks at, by an index as well. */
  readonly led: number;
}

/** A search that is ready to be asked. */
export interface PlannedSearch {
  /** It may look at more than one patient's resources, or a few named ones. */
  readonly wide: boolean;
  /** All that must be of one state of the record is found by one statement, which sees one by itself. */
  readonly oneStatement: boolean;
  /**
   * There if a small statement may do: it tells whether the page that is remembered is still the same, or finds the page among few resources. Then
   * how to answer, given how to read texts; undefined if the page must be found at length.
   */
  readonly small: ((ask: Ask) => Promise<Answering | undefined>) | undefined;
  /** Answers, against the one state of the record that the asking sees. */
  answer(ask: Ask): Promise<SearchResult>;
}

/** Answers from what a small statement found; texts that are not remembered are read on a connection lent for each. */
export type Answering = (reading: (run: (ask: Ask) => ReturnType<Ask>) => ReturnType<Ask>) => Promise<SearchResult>;

/** Makes of a query what is asked of the database: whether the page that is remembered is still the same, or for the page. */
export function planSearch(query: Query, settings: SearchSettings): PlannedSearch {
  const { count, total, includes = [] } = query;
  requireLimit(count, 0);
  const { first, iterated } = groupIncludes(includes);
  const name = count > 0 && asksForOnePatient(settings.homeType, query) ? pageName(query) : undefined;
  const known = name === undefined ? undefined : settings.pages.find(name);
  let made: PageSearch | undefined;
  const search = () => {
    made ??= pageSearch(query, settings, first, name);
    return made;
  };
  const planned = { name, search, query, settings, iterated };
  const oneStatement = count === 0 || (total !== true && iterated.length === 0);
  let remembered = known;
  const again = async (ask: Ask, page: KnownPage): Promise<Answering | undefined> => {
    const included = await lookAgain(ask, page);
    if (included !== undefined) return answering(planned, { matches: page.matches, included });
    remembered = undefined;
    return undefined;
  };
  const among = async (ask: Ask, lead: Lead): Promise<Answering | undefined> => {
    const matches = await findFew(ask, search().matching, query, lead, settings.few);
    settings.crowded.note(lead.name, matches !== undefined);
    if (matches !== undefined) return answering(planned, { matches, included: [], total: matches.length });
    // Aliases are given anew, so that the page's statement has the same text each time.
    made = undefined;
    return undefined;
  };
  const lead =
    name === undefined && mayBeFew(query)
      ? chooseLead(leadsOf(search().matching, settings.few), settings.crowded)
      : undefined;
  const looking =
    known?.isSmall === true && oneStatement
      ? (ask: Ask) => again(ask, known)
      : lead && ((ask: Ask) => among(ask, lead));
  return {
    // What is remembered is of one patient.
    wide: known === undefined && isWide(search()),
    oneStatement,
    small: looking,
    answer: async (ask) =>
      count === 0
        ? countOnly(ask, search().matching, query, settings)
        : pageOf(ask, planned, await findOrRemember(ask, planned, remembered)),
  };
}

function answering(planned: Planned, found: Found): Answering {
  return (reading) => pageOf((piece) => reading((ask) => ask(piece)), planned, found);
}

/** Whether a page of several patients may be found among few; later pages and includes are not. */
function mayBeFew({ count, cursor, includes = [] }: Query): boolean {
  return count > 0 && cursor === undefined && includes.length === 0;
}

function pageSearch(
  query: Query,
  { homeType, pages }: SearchSettings,
  groups: readonly IncludeGroup[],
  name: string | undefined,
): PageSearch {
  const { cursor } = query;
  const after = cursor === undefined ? undefined : readSearchCursor(query, cursor);
  const matching = createMatching(createCompiler(homeType, query.access), query);
  const watch = name === undefined ? undefined : watchOf(matching);
  // What is asked for once costs no more than it must.
  return {
    matching,
    query,
    after,
    groups,
    watch: name !== undefined && watch && pages.awaits(name) ? watch : undefined,
  };
}

function isWide({ matching, query: { where = { kind: 'all' } } }: PageSearch): boolean {
  return !conjuncts(where).some((part) => part.kind === 'id') && !areOfOnePatient(matching.arms);
}

async function countOnly(ask: Ask, matching: Matching, query: Query, settings: SearchSettings): Promise<SearchResult> {
  const { candidateLimit = settings.candidateLimit } = query;
  return { matches: [], included: [], total: await counted(ask, matching, candidateLimit) };
}

interface Planned {
  /** Absent if the page is none that may be remembered. */
  readonly name: string | undefined;
  /** Made only where it is needed: most of what a page that is remembered would cost. */
  readonly search: () => PageSearch;
  readonly query: Query;
  readonly settings: SearchSettings;
  readonly iterated: readonly IncludeGroup[];
}

async function pageOf(ask: Ask, planned: Planned, found: Found): Promise<SearchResult> {
  const { search, query, settings, iterated } = planned;
  const { count, cursor, candidateLimit = settings.candidateLimit, includeLimit = defaultIncludeLimit } = query;
  const matches = await currentVersions(ask, settings.kept, found.matches.slice(0, count));
  const matched = found.matches.slice(0, matches.length);
  const last = matched.at(-1);
  const more = found.matches.length > matched.length && last !== undefined;
  const included = createIncluded(matched, includeLimit);
  included.add(found.included.filter(({ place }) => place <= matched.length));
  if (iterated.length > 0) {
    await followAgain(ask, search().matching.compiler, iterated, included, includeLimit + matched.length + 1);
  }
  const whole = cursor === undefined && !more;
  const known = whole ? matched.length : found.total;
  const total = async () =>
    known === undefined ? counted(ask, search().matching, candidateLimit) : requireWithin(known, candidateLimit);
  return {
    matches,
    included: await includedVersions(ask, settings.kept, included.resources),
    ...(query.total === true ? { total: await total() } : {}),
    ...(more ? { next: writeSearchCursor(query, last) } : {}),
  };
}

interface Found {
  readonly matches: readonly FoundMatch[];
  readonly included: readonly FoundInclude[];
  /** How many match altogether, if that is known with them. */
  readonly total?: number;
}

async function findOrRemember(
  ask: Ask,
  { name, search, settings }: Planned,
  known: KnownPage | undefined,
): Promise<Found> {
  if (known !== undefined) {
    const included = await lookAgain(ask, known);
    if (included !== undefined) return { matches: known.matches, included };
  }
  const lead = ledBy(search());
  const led = lead && (await findLed(ask, search(), lead, settings.led));
  if (led !== undefined) return { matches: led, included: [] };
  const found = await findPage(ask, search());
  const remembered = knownPage(search(), found);
  if (name !== undefined && remembered !== undefined) settings.pages.note(name, remembered);
  return { matches: found.matches, included: found.included.flat() };
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
