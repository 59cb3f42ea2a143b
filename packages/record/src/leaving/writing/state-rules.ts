import type { StateEntry } from '@baseplate-epr/contracts';
import { checkpointPrefix } from '../../audit/kept-checkpoints.ts';
import { installedPackagesNamespace } from '../../profiles/installed-package.ts';
import { recordNamespace } from '../../record-namespace.ts';
import type { StateCount } from '../format/archive-manifest.ts';

/** What an archive does with an entry of the state store. */
export type StateVerdict = keyof StateCount;

/** Namespace in which an import or restore keeps how far it is; never part of an archive. */
export const leavingNamespace = 'leaving';

const recordKept = ['search-index', 'reindex', 'profiles-told'];
const recordSecrets = ['cursor-key', 'signing-seed'];
const otherSecrets = ['composer csrf-key', 'identity token-key'];

/**
 * Whether an entry may leave the house. Only what is known to be no secret is kept: a module that nobody here knows may keep an access
 * token where this one keeps a counter.
 */
export function stateVerdict(
  namespace: string,
  { key, expiresAt }: Pick<StateEntry, 'key' | 'expiresAt'>,
): StateVerdict {
  if (expiresAt !== undefined) return 'ephemeral';
  if (namespace === installedPackagesNamespace || namespace === 'cli') return 'kept';
  if (namespace === recordNamespace) {
    if (recordSecrets.includes(key)) return 'secret';
    return recordKept.includes(key) || key.startsWith(checkpointPrefix) ? 'kept' : 'unknown';
  }
  return otherSecrets.includes(`${namespace} ${key}`) ? 'secret' : 'unknown';
}
