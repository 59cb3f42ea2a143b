import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import { readIdentity, sizeOfSchema } from '@baseplate-epr/postgres-connection';
import { usualMany } from './connection/gathering.ts';
import { storageError } from './connection/storage-error.ts';
import { homeType } from './keys/home.ts';
import { type OpenStore, openStore, type StoreShape } from './open-store.ts';
import type { PostgresRecordsOptions } from './options.ts';
import { usualFew } from './query/find-few.ts';
import { usualLed } from './query/find-led.ts';
import { changes } from './read/changes.ts';
import { digest } from './read/digest.ts';
import { history } from './read/history.ts';
import { readVersion } from './read/read-version.ts';
import { planSearch } from './read/search.ts';
import { resolveOptions } from './resolve-options.ts';
import { checkCommit, checkVersion } from './write/check-version.ts';
import { applyCommit, isDone, timesUpTo } from './write/commit.ts';
import { applyLoad } from './write/load.ts';
import { applyIndex } from './write/reindex.ts';
import { usualGuardShare } from './write/write-queue.ts';

/**
 * Makes a record store that keeps everything in one schema of a PostgreSQL database.
 *
 * Any number of processes may use the same schema. Writes of all of them take turns, so commits are serialisable and have one
 * order; what one process has waiting shares a transaction. A read sees every commit that was acknowledged before it.
 *
 * @throws BaseplateError `configuration-invalid` if the options make no sense.
 */
export function createPostgresRecordStore(given: PostgresRecordsOptions): RecordStore {
  return createStore(given);
}

/** The same, with what tests set otherwise. */
export function createStore(given: PostgresRecordsOptions, otherwise: Partial<StoreShape> = {}): RecordStore {
  const shape = { homeType, few: usualFew, led: usualLed, many: usualMany, guardShare: usualGuardShare, ...otherwise };
  const options = resolveOptions(given);
  let open: OpenStore | undefined;
  const opened = (): OpenStore => {
    if (open !== undefined) return open;
    throw new BaseplateError({
      code: 'module-unavailable',
      message: 'The PostgreSQL record store is not started, or was stopped. Start it before using it.',
    });
  };
  const none = { resources: [], versions: [] };

  return {
    contract: 'record-store',
    contractVersion: 1,
    capabilities: {
      verbatimHistory: { support: 'supported' },
      givenEntries: { support: 'supported' },
      multipleProcesses: { support: 'supported' },
    },
    start: async ({ keepsSchema = false }) => {
      open ??= await openStore(options, shape, keepsSchema);
    },
    stop: async () => {
      const closing = open;
      open = undefined;
      await closing?.close();
    },
    identity: async () => {
      try {
        return await opened().pools.control.lend((client) => readIdentity(client, options.schema));
      } catch (error) {
        throw storageError(error);
      }
    },
    health: async () => {
      try {
        await opened().pools.control.lend((client) => client.query('SELECT 1'));
        return { status: 'pass' };
      } catch (error) {
        return { status: 'fail', reason: storageError(error).message };
      }
    },
    size: async () => sizeOfSchema(opened().pools.control, options.schema),
    read: async (wanted) => opened().together((ask) => readVersion(ask, wanted)),
    search: async ({ signal, ...query }) => {
      const store = opened();
      const { wide, oneStatement, small, answer } = planSearch(query, store.settings);
      // Nobody who has given up is asked for.
      if (small !== undefined && signal?.aborted !== true) {
        const answered = await store.together(small);
        if (answered !== undefined) return answered((run) => store.reading(run, { signal }));
      }
      return (oneStatement ? store.reading : store.snapshot)(answer, { wide, signal });
    },
    history: async (wanted) =>
      opened().reading((ask) => history(ask, wanted, shape.homeType), { wide: wanted.scope.id === undefined }),
    changes: async (wanted) => opened().reading((ask) => changes(ask, wanted)),
    digest: async (wanted) => {
      try {
        return await opened().pools.reading.lend((client) => digest(client, wanted));
      } catch (error) {
        throw storageError(error);
      }
    },
    commit: async (wanted) => {
      checkCommit(wanted);
      const versions = wanted.writes.map(({ version }) => version);
      return opened().queue.run({
        wanted: { resources: versions, versions, timesUpTo: timesUpTo(wanted) },
        weight: versions.length,
        apply: (transaction) => applyCommit(transaction, wanted),
        done: (transaction) => (isDone(transaction, wanted) ? { outcome: 'committed' } : undefined),
      });
    },
    load: async (wanted) => {
      for (const version of wanted.versions) checkVersion(version);
      return opened().queue.run({
        wanted: { resources: wanted.versions, versions: wanted.versions },
        weight: wanted.versions.length,
        alone: true,
        apply: (transaction) => applyLoad(transaction, wanted),
      });
    },
    index: async (wanted) =>
      opened().queue.run({
        wanted: { resources: wanted.entries, versions: [] },
        weight: wanted.entries.length,
        apply: (transaction) => applyIndex(transaction, wanted),
      }),
    fence: async (wanted) =>
      opened().queue.run({ wanted: none, weight: 1, apply: (transaction) => transaction.raiseFence(wanted) }),
  };
}
