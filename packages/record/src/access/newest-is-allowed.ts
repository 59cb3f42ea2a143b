import type { RecordStore, ResourceKey } from '@baseplate-epr/contracts';
import type { Access } from './access.ts';
import { isAllowed } from './is-allowed.ts';

/**
 * Whether a caller may see the newest version of a resource, which an older one needs as well: a version that was filed under the
 * wrong patient is about somebody else, whatever it says, and stays with whom it was corrected to.
 */
export async function newestIsAllowed(
  records: RecordStore,
  access: Access,
  { type, id }: ResourceKey,
): Promise<boolean> {
  if (access.predicate(type, 'read').kind === 'all') return true;
  const newest = await records.read({ type, id });
  return newest !== undefined && (await isAllowed(records, access, newest, 'read'));
}
