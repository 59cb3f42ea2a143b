import { type AccessRules, BaseplateError } from '@baseplate-epr/contracts';
import type { MatchContext } from './matches.ts';
import { type CurrentResource, type MemoryRecordDisk, nameOf } from './memory-record-disk.ts';

/** Makes the view of current resources that a query works on; it stops the query that examines too many. */
export function createMatchContext(
  disk: MemoryRecordDisk,
  options: { readonly access?: AccessRules | undefined; readonly candidateLimit?: number | undefined },
): MatchContext {
  const { access, candidateLimit = Number.POSITIVE_INFINITY } = options;
  const examined = new Set<string>();
  const examine = (resource: CurrentResource): CurrentResource => {
    examined.add(nameOf(resource.version));
    if (examined.size <= candidateLimit) return resource;
    throw new BaseplateError({
      code: 'query-too-costly',
      message: `The query has more than ${candidateLimit} candidates, which is the limit. Narrow it by further conditions.`,
      details: { candidateLimit },
    });
  };
  return {
    access,
    find: (key) => {
      const resource = disk.current.get(nameOf(key));
      return resource === undefined || resource.version.deleted ? undefined : examine(resource);
    },
    ofType: function* (type) {
      for (const resource of disk.current.values()) {
        if (resource.version.type === type && !resource.version.deleted) yield examine(resource);
      }
    },
  };
}
