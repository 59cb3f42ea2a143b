import type { Guard, GuardFailure, ResourceKey } from '@baseplate-epr/contracts';
import type { Ask } from '../connection/ask.ts';
import { createCompiler } from './compiler.ts';
import { countOf, requireWithin } from './count-matches.ts';
import type { Crowded } from './crowded.ts';
import { fewAtOnce } from './few-at-once.ts';
import { chooseLead, type Lead, leadsOf } from './find-few.ts';
import type { GuardTime } from './guard-time.ts';
import { asksForOnePatient, createMatching, type Matching } from './matching.ts';
import { matchesOf } from './page.ts';
import { orderBy } from './sort-keys.ts';
import { sql } from './sql.ts';

/** As many matches of a failed guard are told. */
const told = 100;

/** How guards are asked. */
export interface GuardSettings {
  readonly homeType: string;
  readonly candidateLimit: number | undefined;
  readonly crowded: Crowded;
  /** How many resources a small statement looks at. */
  readonly few: number;
}

/** A guard, made ready to be asked. */
interface Asked {
  readonly guard: Guard;
  readonly matching: Matching;
  readonly lead: Lead | undefined;
}

/**
 * The guards that do not hold, in their order. Those that something leads to few resources of are asked together; the others one after the other.
 *
 * @throws BaseplateError `query-too-costly`, when their time is up.
 */
export async function failingGuards(
  ask: Ask,
  guards: readonly Guard[],
  settings: GuardSettings,
  time: GuardTime,
): Promise<readonly GuardFailure[]> {
  const asked = guards.map((guard): Asked => {
    const matching = createMatching(createCompiler(settings.homeType, guard.query.access), guard.query);
    return { guard, matching, lead: chooseLead(leadsOf(matching, settings.few), settings.crowded) };
  });
  const led = asked.flatMap(({ matching, lead }) => (lead === undefined ? [] : [{ matching, lead }]));
  const found = await fewAtOnce(ask, led, settings, time);
  const failures: GuardFailure[] = [];
  let next = 0;
  for (const [place, one] of asked.entries()) {
    const among = one.lead === undefined ? undefined : found[next++];
    const matched =
      among === undefined
        ? await failingAtLength(ask, one.guard, settings, time)
        : failingFew(one.guard, among, settings);
    if (matched !== undefined)
      failures.push({ guard: place, matched: matched.slice(0, told).map(({ type, id }) => ({ type, id })) });
  }
  return failures;
}

/** What matched, if that is all that matches, and the guard does not hold. */
function failingFew(
  { query, expect }: Guard,
  matched: readonly ResourceKey[],
  { candidateLimit }: GuardSettings,
): readonly ResourceKey[] | undefined {
  requireWithin(matched.length, query.candidateLimit ?? candidateLimit);
  const holds = 'count' in expect ? matched.length === expect.count : isExactly(matched, expect.resources);
  return holds ? undefined : matched;
}

async function failingAtLength(
  ask: Ask,
  { query, expect }: Guard,
  settings: GuardSettings,
  time: GuardTime,
): Promise<readonly ResourceKey[] | undefined> {
  const candidateLimit = query.candidateLimit ?? settings.candidateLimit;
  const matching = createMatching(createCompiler(settings.homeType, query.access), query);
  const limit = Math.max(told, 'count' in expect ? 0 : expect.resources.length) + 1;
  const page = matchesOf(matching, { sort: [], after: undefined, limit });
  const way = asksForOnePatient(settings.homeType, query) ? 'little' : 'much';
  const rows = await time.ask(ask, sql`SELECT g.type, g.id FROM (${page}) g ${orderBy([], 'g')}`, way);
  const matched = rows.map(([type, id]) => ({ type: String(type), id: String(id) }));
  requireWithin(matched.length, candidateLimit);
  if (!('count' in expect)) return isExactly(matched, expect.resources) ? undefined : matched;
  if (matched.length < limit) return matched.length === expect.count ? undefined : matched;
  const [row] = await time.ask(ask, countOf(matching, candidateLimit), way);
  return requireWithin(Number(row?.[0]), candidateLimit) === expect.count ? undefined : matched;
}

function isExactly(matched: readonly ResourceKey[], resources: readonly ResourceKey[]): boolean {
  const expected = new Set(resources.map(({ type, id }) => `${type}/${id}`));
  return matched.length === expected.size && matched.every(({ type, id }) => expected.has(`${type}/${id}`));
}
