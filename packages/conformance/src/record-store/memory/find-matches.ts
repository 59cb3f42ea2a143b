import type { Query } from '@baseplate-epr/contracts';
import { compareKeys } from './compare-bytes.ts';
import { isAllowed, type MatchContext, matches } from './matches.ts';
import type { CurrentResource, MemoryRecordDisk } from './memory-record-disk.ts';

/** Every current resource that a query finds and its caller may see, ordered by type, then id. */
export function findMatches(
  disk: MemoryRecordDisk,
  { types, where = { kind: 'all' } }: Pick<Query, 'types' | 'where'>,
  context: MatchContext,
): CurrentResource[] {
  const everyType = new Set([...disk.current.values()].map(({ version }) => version.type));
  return [...(types.length === 0 ? everyType : new Set(types))]
    .flatMap((type) => [...context.ofType(type)])
    .filter((resource) => isAllowed(resource, context) && matches(resource, where, context) === true)
    .sort((left, right) => compareKeys(left.version, right.version));
}
