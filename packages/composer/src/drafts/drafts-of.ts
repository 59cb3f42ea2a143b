import { createHash } from 'node:crypto';
import type { Principal } from '@baseplate-epr/contracts';

/** What the keys of somebody's drafts begin with: a digest, so that nobody's name can reach into another's. */
export function draftsOf({ id }: Pick<Principal, 'id'>): string {
  return `draft/${createHash('sha256').update(id).digest('hex').slice(0, 32)}/`;
}
