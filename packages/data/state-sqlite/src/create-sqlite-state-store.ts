import { checkNamespace, sizeOfFiles } from '@baseplate-epr/contract-rules';
import { BaseplateError, type StateStore } from '@baseplate-epr/contracts';
import { storageError } from '@baseplate-epr/sqlite-connection';
import type { Database } from 'better-sqlite3';
import { and, asc, drizzle, eq, exists, gte, isNull, or } from './drizzle.ts';
import { prepareEntryStatements } from './entry-statements.ts';
import { openDatabase } from './open-database.ts';
import { type OpenState, openNamespace, type UseState } from './open-namespace.ts';
import { namespace, stateEntry } from './schema.ts';
import type { SqliteStateOptions } from './sqlite-state-options.ts';
import { createWriteQueue } from './write-queue.ts';

/** Writes between two sweeps of everything that has expired. */
const writesPerSweep = 1_000;

/**
 * A state store in a SQLite database file. Writes that arrive together share one commit; every commit is flushed to the disk
 * before it is acknowledged. Expired entries are invisible at once and swept on occasion of writes.
 */
export function createSqliteStateStore({ file }: SqliteStateOptions): StateStore {
  const what = `The state store ${file}`;
  let opened: (OpenState & { readonly database: Database }) | undefined;
  const use: UseState = async (work) => {
    if (opened === undefined) {
      throw new BaseplateError({ code: 'module-unavailable', message: `${what} is not started. Start it first.` });
    }
    try {
      return await work(opened);
    } catch (error) {
      throw storageError(what, error);
    }
  };
  return {
    contract: 'state-store',
    contractVersion: 1,
    start: async (context) => {
      const database = openDatabase(file, context.keepsSchema);
      const statements = prepareEntryStatements(database);
      const queue = createWriteQueue(database, {
        replaceError: (error) => storageError(what, error),
        every: { writes: writesPerSweep, run: () => statements.sweepAll(context.clock.now()) },
      });
      opened = { database, reader: drizzle(database), statements, queue, context };
    },
    stop: async () => {
      const closing = opened;
      opened = undefined;
      closing?.queue.flush();
      closing?.database.close();
    },
    health: async () => {
      try {
        await use(({ statements }) => statements.bytesIn(''));
        return { status: 'pass' };
      } catch (error) {
        return { status: 'fail', reason: storageError(what, error).message };
      }
    },
    size: () => use(async () => ({ bytes: await sizeOfFiles(['', '-wal', '-shm'].map((ending) => file + ending)) })),
    namespace: (options) => {
      checkNamespace(options);
      return openNamespace(options, use);
    },
    namespaces: () =>
      use(({ reader, context }) => {
        const live = or(isNull(stateEntry.expiresAt), gte(stateEntry.expiresAt, context.clock.now()));
        const held = reader
          .select()
          .from(stateEntry)
          .where(and(eq(stateEntry.namespace, namespace.name), live));
        const rows = reader
          .select({ name: namespace.name })
          .from(namespace)
          .where(exists(held))
          .orderBy(asc(namespace.name));
        return { names: rows.all().map(({ name }) => name) };
      }),
  };
}
