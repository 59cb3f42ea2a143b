import type { Predicate, Query } from '@baseplate-epr/contracts';
import { allOf, everything } from '../access/combine-predicates.ts';
import { giveOut } from '../binary/give-out.ts';
import { badQuery, forbidden } from '../error/refusals.ts';
import { requireType } from '../read/read-version.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { SearchAnswer, SearchOptions, SearchParameters } from '../session/search-types.ts';
import { compartmentPredicate } from './compartment-predicate.ts';
import { counted } from './counted.ts';
import { otherVersionIssues } from './other-versions.ts';
import { ownTimesIssues } from './own-times.ts';
import { patientsAsked } from './patients-asked.ts';
import { readParameters } from './read-parameters.ts';
import { type SearchState, searchCursor } from './search-cursor.ts';

/** Searches current versions; see `RecordSession.search`. */
export async function runSearch(parts: RecordParts, caller: Caller, options: SearchOptions): Promise<SearchAnswer> {
  const { action, cursors, state, search, issues } = await requireSearchable(parts, caller, options);
  const counting = search.summary === 'count';
  const count = counting ? 0 : Math.min(search.count ?? parts.limits.defaultCount, parts.limits.maximumCount);
  const asked = counting || search.count === 0 || search.total === 'accurate' || search.total === 'estimate';
  const query: Query = {
    types: search.types,
    where: allOf([search.where, ...within(options.compartment, search.types)]),
    access: caller.access.rules('search'),
    sort: search.sort,
    count,
    includes: search.includes,
    includeLimit: parts.limits.includeLimit,
    total: asked,
    ...(state.cursor === undefined ? {} : { cursor: state.cursor }),
    ...(caller.signal === undefined ? {} : { signal: caller.signal }),
  };
  const page = await parts.records.search(query);
  const all = [...page.matches, ...page.included];
  // Only names that R4 defines are kept: what a client makes up could be anything, a patient's name included.
  const names = [...new Set(search.applied.map(([name]) => name))].join(' ');
  await caller.trail.access({
    action,
    versions: all,
    ...(names === '' ? {} : { detail: names }),
    toldOf: await counted(parts.records, query, page),
    patients: patientsAsked({ where: query.where ?? everything, types: search.types }, caller.access),
  });
  const given = await giveOut(parts, all);
  const whole = search.total !== 'none' && state.cursor === undefined && page.next === undefined && count > 0;
  const total = asked ? page.total : whole ? page.matches.length : undefined;
  return {
    matches: given.slice(0, page.matches.length),
    included: given.slice(page.matches.length),
    applied: search.applied,
    issues: [
      ...issues,
      ...ownTimesIssues(parts.records.capabilities, search),
      ...otherVersionIssues({ ...page, baseUrl: parts.baseUrl() }),
    ],
    ...(total === undefined ? {} : { total }),
    ...(page.next === undefined ? {} : { next: cursors.seal({ ...state, cursor: page.next }) }),
    ...(search.summary === undefined ? {} : { summary: search.summary }),
    ...(search.elements === undefined ? {} : { elements: search.elements }),
  };
}

/**
 * Understands a search, and refuses one that may not be made or cannot be applied.
 *
 * @throws RecordError 400, 403, 422
 */
export async function requireSearchable(parts: RecordParts, caller: Caller, options: SearchOptions) {
  const action = options.action ?? (options.types.length === 1 ? 'search-type' : 'search-system');
  await requireTypes(caller, options.types, action);
  const cursors = searchCursor(parts, caller.principal.id);
  const state = stateOf(options, cursors.open, parts.context.clock.now());
  const { search, issues } = await readParameters(parts, caller, { ...state, types: options.types });
  return { action, cursors, state, search, issues };
}

function within(compartment: SearchOptions['compartment'], types: readonly string[]): readonly Predicate[] {
  return compartment === undefined ? [] : [compartmentPredicate(compartment, types)];
}

async function requireTypes(caller: Caller, types: readonly string[], action: string): Promise<void> {
  const [only] = types;
  if (types.length === 1 && only !== undefined) return requireType(caller, only, 'search', action);
  const { byType, otherwise } = caller.access.rules('search');
  const open = (type: string) => (byType[type] ?? otherwise).kind !== 'none';
  const some = types.length > 0 ? types.some(open) : otherwise.kind !== 'none' || Object.keys(byType).some(open);
  if (some) return;
  await caller.trail.refusal({ action, detail: 'no-scope-search' });
  throw forbidden('You may not search any of these types here. Ask for a role or token with a scope for them.');
}

/**
 * A first page's state comes from the request, a later one's from its cursor, which the request must not contradict; only `_count` may be
 * another on each page, and some clients put their own beside the cursor.
 */
function stateOf(options: SearchOptions, open: (cursor: string) => SearchState, now: number): SearchState {
  const parameters = options.parameters.filter(([name]) => name !== '_cursor');
  const cursor = options.cursor ?? options.parameters.find(([name]) => name === '_cursor')?.[1];
  const { types, compartment, handling = 'lenient' } = options;
  const inside = compartment === undefined ? undefined : `${compartment.type}/${compartment.id}`;
  if (cursor === undefined) return { types, inside, parameters, handling, now };
  const state = open(cursor);
  const { counts, others } = withoutCount(parameters);
  const before = withoutCount(state.parameters);
  const same =
    String(state.types) === String(types) &&
    state.inside === inside &&
    (others.length === 0 || JSON.stringify(others) === JSON.stringify(before.others));
  if (!same) throw badQuery('The paging cursor belongs to another search. Follow the links of one search only.');
  return counts.length === 0 ? state : { ...state, parameters: [...before.others, ...counts] };
}

function withoutCount(parameters: SearchParameters) {
  const isCount = ([name]: SearchParameters[number]) => name === '_count';
  return { counts: parameters.filter(isCount), others: parameters.filter((one) => !isCount(one)) };
}
