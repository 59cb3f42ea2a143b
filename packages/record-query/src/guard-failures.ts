import type { Guard, GuardFailure, ResourceKey } from '@baseplate-epr/contracts';
import { findMatches } from './find-matches.ts';
import { createMatchContext } from './match-context.ts';
import { nameOf, type Resources } from './resources.ts';

/** The guards that do not hold, in their order. */
export function guardFailures(resources: Resources, guards: readonly Guard[]): GuardFailure[] {
  return guards.flatMap((guard, index) => failureOf(resources, guard, index));
}

function failureOf(resources: Resources, { query, expect }: Guard, guard: number): GuardFailure[] {
  const found = findMatches(resources, query, createMatchContext(resources, query));
  const matched: ResourceKey[] = found.map(({ version: { type, id } }) => ({ type, id }));
  if ('count' in expect) return matched.length === expect.count ? [] : [{ guard, matched: matched.slice(0, 100) }];
  const expected = new Set(expect.resources.map(nameOf));
  const same = matched.length === expected.size && matched.every((key) => expected.has(nameOf(key)));
  return same ? [] : [{ guard, matched: matched.slice(0, 100) }];
}
