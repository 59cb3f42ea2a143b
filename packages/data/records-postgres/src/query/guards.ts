import type { Guard, ResourceKey } from '@baseplate-epr/contracts';
import type { Ask } from '../connection/ask.ts';
import { createCompiler } from './compiler.ts';
import { countOf, requireWithin } from './count-matches.ts';
import { createMatching } from './matching.ts';
import { matchesOf } from './page.ts';
import { orderBy } from './sort-keys.ts';
import { sql } from './sql.ts';

/** As many matches of a failed guard are told. */
const told = 100;

/** How guards are asked. */
export interface GuardSettings {
  readonly homeType: string;
  readonly candidateLimit: number | undefined;
}

/** What matched, if the guard does not hold: at most 100, ordered by type, then id. Undefined if it holds. */
export async function failingGuard(
  ask: Ask,
  { query, expect }: Guard,
  settings: GuardSettings,
): Promise<readonly ResourceKey[] | undefined> {
  const candidateLimit = query.candidateLimit ?? settings.candidateLimit;
  const matching = createMatching(createCompiler(settings.homeType, query.access), query);
  const expected = 'count' in expect ? undefined : new Set(expect.resources.map(({ type, id }) => `${type}/${id}`));
  const limit = Math.max(told, expected?.size ?? 0) + 1;
  const rows = await ask(
    sql`SELECT g.type, g.id FROM (${matchesOf(matching, { sort: [], after: undefined, limit })}) g ${orderBy([], 'g')}`,
  );
  const matched = rows.map(([type, id]) => ({ type: String(type), id: String(id) }));
  requireWithin(matched.length, candidateLimit);
  if (expected !== undefined) {
    const same = matched.length === expected.size && matched.every(({ type, id }) => expected.has(`${type}/${id}`));
    if (same) return undefined;
  } else if ('count' in expect) {
    const count = matched.length < limit ? matched.length : await counted(ask, matching, candidateLimit);
    if (count === expect.count) return undefined;
  }
  return matched.slice(0, told);
}

async function counted(
  ask: Ask,
  matching: ReturnType<typeof createMatching>,
  candidateLimit: number | undefined,
): Promise<number> {
  const [row] = await ask(countOf(matching, candidateLimit));
  return requireWithin(Number(row?.[0]), candidateLimit);
}
