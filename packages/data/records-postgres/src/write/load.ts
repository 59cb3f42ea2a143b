import { BaseplateError, type IndexedVersion, type LoadOptions, type LoadResult } from '@baseplate-epr/contracts';
import { uuidOf } from '../keys/keys.ts';
import { compartmentNames } from '../read/compartment-text.ts';
import { compartmentsKey } from './resource-state.ts';
import { versionHash } from './version-hash.ts';
import type { WriteTransaction } from './write-transaction.ts';

/** Takes over versions as they are: looks at all of them first, then writes those that are not there. */
export function applyLoad(transaction: WriteTransaction, { versions }: LoadOptions): LoadResult {
  const newest = new Map<string, number>();
  const fresh = new Map<string, IndexedVersion>();
  for (const version of versions) {
    const name = `${version.type}/${version.id}`;
    const number = Number(version.versionId);
    const before = newest.get(name) ?? transaction.states.get(name)?.version ?? 0;
    if (number <= before) {
      if (!isThere(transaction, fresh, version)) throw loadConflict('differs from the one that is there');
      continue;
    }
    if (number !== before + 1) throw loadConflict('does not follow the newest one that is there');
    newest.set(name, number);
    fresh.set(`${name}/${version.versionId}`, version);
  }
  for (const version of fresh.values()) transaction.write(version, 0);
  return { loaded: fresh.size, present: versions.length - fresh.size };
}

/** Whether the same version is there, or came earlier in the same call. The hash covers everything but the compartments. */
function isThere(
  { present }: WriteTransaction,
  fresh: ReadonlyMap<string, IndexedVersion>,
  version: IndexedVersion,
): boolean {
  const name = `${version.type}/${version.id}/${version.versionId}`;
  const earlier = fresh.get(name);
  const found = earlier === undefined ? present.get(name) : identityOf(earlier);
  const { hash, compartments } = identityOf(version);
  return found?.hash === hash && found.compartments === compartments;
}

function identityOf(version: IndexedVersion): { readonly hash: string; readonly compartments: string } {
  return {
    hash: uuidOf(versionHash(version)),
    compartments: compartmentsKey(compartmentNames(version.compartments)),
  };
}

function loadConflict(why: string): BaseplateError {
  return new BaseplateError({
    code: 'load-conflict',
    message: `A version to load ${why}. Nothing of this call was written. Compare the two stores before loading again.`,
  });
}
