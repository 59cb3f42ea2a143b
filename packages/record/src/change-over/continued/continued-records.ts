import type { CommitResult, RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import type { Continuation } from './continuation.ts';
import { continuedChanges } from './continued-changes.ts';
import { createContinuedDigest } from './continued-digest.ts';
import { continuedHistory } from './continued-history.ts';
import { createNumbering } from './numbering.ts';

/**
 * A record that has gone over into a store with numbers and times of its own, as one record: it counts on where it stood, and what went before
 * is read where it is. So an ETag that somebody holds means the same version as before or none, and a write on its condition never overwrites
 * what its writer has not seen.
 *
 * Searches go by the times of the record as well, if the store can be told them; else by `_lastUpdated` a version is found when it was taken
 * over, and the capabilities tell so (`timesKnownSince`).
 */
export async function continuedRecords(store: RecordStore, continuation: Continuation): Promise<RecordStore> {
  const { taken, earlier } = continuation;
  const numbering = createNumbering(continuation);
  await store.findByTimes?.({ timeOf: numbering.shownTime });
  const { shown, shownNumber, ownNumber, ownWrite, gone } = numbering;
  const changes: RecordStore['changes'] = (options) => continuedChanges(store, continuation, numbering, options);

  function told(result: CommitResult): CommitResult {
    if (result.outcome === 'committed')
      return result.versions === undefined ? result : { ...result, versions: result.versions.map(shown) };
    if (result.outcome !== 'conflict') return result;
    return {
      ...result,
      conflicts: result.conflicts.map((conflict) => {
        const { type, id } = conflict;
        const versionId =
          conflict.versionId === undefined ? gone(conflict)?.versionId : shownNumber(conflict, conflict.versionId);
        return versionId === undefined ? { type, id } : { type, id, versionId };
      }),
    };
  }

  return {
    ...store,
    get capabilities() {
      if (store.findByTimes !== undefined) return store.capabilities;
      return { ...store.capabilities, timesKnownSince: continuation.since };
    },
    async read({ versionId, ...key }): Promise<StoredVersion | undefined> {
      if (versionId === undefined) {
        const version = await store.read(key);
        return version === undefined ? gone(key) : shown(version);
      }
      const went = taken(key);
      if (went !== undefined && Number(versionId) <= Number(went.versionId))
        return (await earlier()).read({ ...key, versionId });
      const version = await store.read({ ...key, versionId: ownNumber(key, versionId) });
      return version === undefined ? undefined : shown(version);
    },
    commit: async (options) => told(await store.commit({ ...options, writes: options.writes.map(ownWrite) })),
    async search(query) {
      const found = await store.search(query);
      return { ...found, matches: found.matches.map(shown), included: found.included.map(shown) };
    },
    history: (options) => continuedHistory(store, continuation, numbering, options),
    changes,
    digest: createContinuedDigest(changes),
    index: ({ entries, ...options }) =>
      store.index({
        ...options,
        entries: entries.map((one) => ({ ...one, versionId: ownNumber(one, one.versionId) })),
      }),
  };
}
