import { canonicalEntry, checkEntry, checkPlace, sizeOfFiles } from '@baseplate-epr/contract-rules';
import { type AuditLog, BaseplateError, type ModuleContext } from '@baseplate-epr/contracts';
import { storageError } from '@baseplate-epr/sqlite-connection';
import type { Database } from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { type AppendQueue, createAppendQueue } from './append-queue.ts';
import { drizzle } from './drizzle.ts';
import { openLog } from './open-log.ts';
import { readChains } from './read-chains.ts';
import { readHeads } from './read-heads.ts';
import { readPage } from './read-page.ts';
import { indexFile } from './search-index/open-index.ts';
import { defaultOptions, type SqliteAuditOptions } from './sqlite-audit-options.ts';
import { verifyChains } from './verify-chains.ts';
import { startWritingThread, type WritingThread } from './writing-thread.ts';

interface OpenLog {
  readonly database: Database;
  readonly reader: BetterSQLite3Database;
  readonly queue: AppendQueue;
  readonly thread: WritingThread;
}

/**
 * An audit log in a SQLite database file. Each start begins a chain of its own, so several processes may have the file open.
 * Appends that arrive together share one commit; every commit is flushed to the disk before it is acknowledged. A thread of its own
 * writes and waits for the disk.
 */
export function createSqliteAuditLog(options: SqliteAuditOptions): AuditLog {
  const { file, groupBytes } = { ...defaultOptions, ...options };
  const what = `The audit log ${file}`;
  const searched = `${what}, or its index ${indexFile(file)},`;
  let opened: OpenLog | undefined;
  const running = (): OpenLog => {
    if (opened !== undefined) return opened;
    throw new BaseplateError({ code: 'module-unavailable', message: `${what} is not started. Start it first.` });
  };
  const use = async <Result>(work: (log: OpenLog) => Result | Promise<Result>, used = what): Promise<Result> => {
    const log = running();
    try {
      return await work(log);
    } catch (error) {
      throw storageError(used, error);
    }
  };
  const search: typeof use = (work) => use(work, searched);
  return {
    contract: 'audit-log',
    contractVersion: 1,
    start: async (context) => {
      requireGroupBytes(groupBytes);
      const database = openLog(file, context.keepsSchema);
      try {
        const writer = unusedWriter(database, context);
        const thread = await startWritingThread(
          { file, writer },
          {
            died: ({ message }) => context.failed?.(message),
            indexing: (waiting) =>
              context.logger.info('the audit log is being indexed; who searches it waits', { ...waiting }),
          },
        );
        const queue = createAppendQueue(thread, { writer, groupBytes });
        opened = { database, reader: drizzle(database), queue, thread };
      } catch (error) {
        database.close();
        throw storageError(what, error);
      }
    },
    stop: async () => {
      const closing = opened;
      opened = undefined;
      if (closing === undefined) return;
      await closing.queue.settled();
      await closing.thread.close();
      // Closes last: it is the one that may tidy the journal away.
      closing.database.close();
    },
    health: async () => {
      try {
        return await use(({ database, thread }) => {
          database.prepare('select 1 from chain limit 1').get();
          if (thread.alive()) return { status: 'pass' };
          return { status: 'fail', reason: `The thread that writes ${what} has ended. Restart the program.` };
        });
      } catch (error) {
        return { status: 'fail', reason: storageError(what, error).message };
      }
    },
    size: () => use(async () => ({ bytes: await sizeOfFiles(filesOf(file)) })),
    async append({ entries }) {
      const { queue } = running();
      try {
        for (const entry of entries) checkEntry(entry);
        return { head: await queue.append(entries) };
      } catch (error) {
        throw storageError(what, error);
      }
    },
    read: (query) =>
      search(async ({ reader, thread }) => {
        await thread.index();
        return readPage(reader, query);
      }),
    chains: (options) =>
      search(async ({ database, thread }) => {
        await thread.index();
        return readChains(database, options);
      }),
    load: ({ entries }) =>
      use(({ thread }) => {
        entries.forEach(checkEntry);
        entries.forEach(checkPlace);
        const given = entries.map((entry) => {
          const { writer, sequence, hash } = entry;
          return { writer, sequence, hash, content: canonicalEntry(entry, writer, sequence) };
        });
        return thread.load(given);
      }),
    heads: () => use(({ database }) => ({ heads: readHeads(database) })),
    verify: ({ known = [] }) => search(({ database, thread }) => verifyChains(database, known, thread.index)),
  };
}

/** The log and its index, each with its journal. */
function filesOf(file: string): readonly string[] {
  return [file, indexFile(file)].flatMap((one) => ['', '-wal', '-shm'].map((ending) => one + ending));
}

function unusedWriter(database: Database, { randomBytes }: ModuleContext): string {
  const used = database.prepare('select 1 from chain where writer = ?');
  for (;;) {
    const writer = Buffer.from(randomBytes(8)).toString('hex');
    if (used.get(writer) === undefined) return writer;
  }
}

function requireGroupBytes(groupBytes: number): void {
  if (Number.isSafeInteger(groupBytes) && groupBytes >= 1) return;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message:
      'The audit cannot be kept with this `groupBytes`: it must be a whole number of at least 1. Correct it in the configuration.',
  });
}
