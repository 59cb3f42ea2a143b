import { BaseplateError, type IndexedVersion, type LoadOptions, type LoadResult } from '@baseplate-epr/contracts';
import { identityOf, isPresent, type VersionIdentity } from './present-versions.ts';
import type { WriteTransaction } from './write-transaction.ts';

/** Takes over versions as they are: looks at all of them first, then writes those that are not there. */
export function applyLoad(transaction: WriteTransaction, { versions, generation = 0 }: LoadOptions): LoadResult {
  const newest = new Map<string, number>();
  const fresh: IndexedVersion[] = [];
  // With those that come earlier in the same call.
  const present = new Map<string, VersionIdentity>(transaction.present);
  for (const version of versions) {
    const name = `${version.type}/${version.id}`;
    const number = Number(version.versionId);
    const before = newest.get(name) ?? transaction.states.get(name)?.version ?? 0;
    if (number <= before) {
      if (!isPresent(present, version)) throw loadConflict('differs from the one that is there');
      continue;
    }
    if (number !== before + 1) throw loadConflict('does not follow the newest one that is there');
    newest.set(name, number);
    fresh.push(version);
    present.set(`${name}/${version.versionId}`, identityOf(version));
  }
  for (const version of fresh) transaction.write(version, generation);
  return { loaded: fresh.length, present: versions.length - fresh.length };
}

function loadConflict(why: string): BaseplateError {
  return new BaseplateError({
    code: 'load-conflict',
    message: `A version to load ${why}. Nothing of this call was written. Compare the two stores before loading again.`,
  });
}
