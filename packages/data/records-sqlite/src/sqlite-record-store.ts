import { sizeOfFiles } from '@baseplate-epr/contract-rules';
import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import { storageError } from './connection/storage-error.ts';
import { type OpenStore, openStore } from './open-store.ts';
import type { SqliteRecordsOptions } from './options.ts';
import { changes } from './read/changes.ts';
import { digest } from './read/digest.ts';
import { createTurns } from './read/turns.ts';
import { askWide } from './readers/ask-wide.ts';
import { resolveOptions } from './resolve-options.ts';
import { checkVersion } from './write/check-version.ts';
import { checkCommit } from './write/commit.ts';

/**
 * Makes a record store that keeps everything in one SQLite file.
 *
 * One connection writes, in a thread of its own; another reads, and sees every commit that was acknowledged before. A call that asks runs to
 * its end in one turn of the event loop, unless it visits more than `inlineRows`: then it begins again in a reader process, which is
 * killed after `readerTime`.
 *
 * @throws BaseplateError `configuration-invalid` if the options make no sense.
 */
export function createSqliteRecordStore(given: SqliteRecordsOptions): RecordStore {
  const options = resolveOptions(given);
  const turns = createTurns();
  let open: OpenStore | undefined;

  const opened = (): OpenStore => {
    if (open !== undefined) return open;
    throw new BaseplateError({
      code: 'module-unavailable',
      message: 'The SQLite record store is not started, or was stopped. Start it before using it.',
    });
  };
  const asking = async <Result>(ask: (store: OpenStore) => Result | Promise<Result>): Promise<Result> => {
    try {
      const turn = turns.wait();
      if (turn !== undefined) await turn;
      return await turns.take(() => ask(opened()), turn !== undefined);
    } catch (error) {
      throw storageError(error);
    }
  };

  return {
    contract: 'record-store',
    contractVersion: 1,
    capabilities: {
      verbatimHistory: { support: 'supported' },
      givenEntries: { support: 'supported' },
      multipleProcesses: {
        support: 'partial',
        reason: 'Processes on one machine may share the file; while one writes, the writes of another wait.',
      },
    },
    start: async (context) => {
      const failed = ({ message }: BaseplateError) => context.failed?.(message);
      open ??= await openStore(options, failed, context.keepsSchema ?? false);
    },
    stop: async () => {
      const closing = open;
      open = undefined;
      await closing?.close();
    },
    health: async () => {
      try {
        const { reader, writing } = opened();
        reader.read({ type: '', id: '' });
        if (writing.isAlive()) return { status: 'pass' };
        return { status: 'fail', reason: 'The thread that writes the record has ended. Restart the program.' };
      } catch (error) {
        return { status: 'fail', reason: storageError(error).message };
      }
    },
    size: async () => {
      opened();
      return { bytes: await sizeOfFiles(['', '-wal', '-shm'].map((ending) => options.file + ending)) };
    },
    read: (wanted) => asking(({ reader }) => reader.read(wanted)),
    search: ({ signal, ...query }) =>
      asking((store) => askWide(store, options, { method: 'search', options: query }, signal)),
    history: (wanted) => asking((store) => askWide(store, options, { method: 'history', options: wanted })),
    changes: (wanted) => asking(({ reading }) => changes(reading, wanted)),
    digest: (wanted) => asking(({ reading }) => digest(reading.database, wanted)),
    commit: async (options) => {
      checkCommit(options);
      return opened().writing.write({ method: 'commit', options });
    },
    load: async (options) => {
      for (const version of options.versions) checkVersion(version);
      return opened().writing.write({ method: 'load', options });
    },
    index: async (options) => opened().writing.write({ method: 'index', options }),
    fence: async (options) => opened().writing.write({ method: 'fence', options }),
  };
}
