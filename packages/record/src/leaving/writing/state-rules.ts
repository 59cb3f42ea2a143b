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

/** What is known to be a secret of random bytes. */
export const secretEntries: readonly { readonly namespace: string; readonly key: string }[] = [
  { namespace: recordNamespace, key: 'cursor-key' },
  { namespace: recordNamespace, key: 'signing-seed' },
  { namespace: 'composer', key: 'csrf-key' },
  { namespace: 'identity', key: 'token-key' },
];

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
  if (secretEntries.some((secret) => secret.namespace === namespace && secret.key === key)) return 'secret';
  if (namespace === recordNamespace) {
    return recordKept.includes(key) || key.startsWith(checkpointPrefix) ? 'kept' : 'unknown';
  }
  return 'unknown';
}
