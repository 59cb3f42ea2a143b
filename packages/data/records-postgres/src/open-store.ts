import { type Ask, allOf, askOn } from './connection/ask.ts';
import { askingAgain, createPools, type Pools } from './connection/pools.ts';
import { createStatements, type Statements } from './connection/statement.ts';
import { storageError } from './connection/storage-error.ts';
import type { ResolvedOptions } from './options.ts';
import type { GuardSettings } from './query/guards.ts';
import { migrateSchema } from './schema/migrate.ts';
import { lockOf } from './write/lock.ts';
import { createWriteQueue, type WriteQueue } from './write/write-queue.ts';

/** A started store: what its methods work with. */
export interface OpenStore {
  readonly pools: Pools;
  readonly queue: WriteQueue;
  readonly settings: GuardSettings;
  /** Asks on a connection of its own; asks again, once, if that turned out to be broken. */
  reading<Result>(run: (ask: Ask) => Promise<Result>): Promise<Result>;
  /** The same, where several statements are to see one state of the record. */
  snapshot<Result>(run: (ask: Ask) => Promise<Result>): Promise<Result>;
  /** Waits for writes in hand, then closes every connection. */
  close(): Promise<void>;
}

/** Connects, brings the schema up to date, and looks whether the server is fit. Holds nothing open if it fails. */
export async function openStore(options: ResolvedOptions, homeType: string): Promise<OpenStore> {
  const pools = createPools(options);
  try {
    await pools.control.lend((client) => migrateSchema(client, options.schema));
    await pools.writing.lend((client) => client.query('SELECT 1'));
  } catch (error) {
    await pools.close();
    throw storageError(error);
  }
  const { candidateLimit } = options;
  const settings = { homeType, candidateLimit };
  const statements = createStatements();
  const lock = lockOf(options.schema);
  const shared = { ...settings, lock, statements, parameters: new Set<string>() };
  const queue = createWriteQueue({ writing: pools.writing, control: pools.control, settings: shared });
  return {
    pools,
    queue,
    settings,
    reading: (run) => askingAgain(() => pools.reading.lend((client) => run(askOn(client, statements)))),
    snapshot: (run) => askingAgain(() => inSnapshot(pools, statements, run)),
    async close() {
      await queue.close();
      await pools.close();
    },
  };
}

function inSnapshot<Result>(pools: Pools, statements: Statements, run: (ask: Ask) => Promise<Result>): Promise<Result> {
  return pools.reading.lend(async (client) => {
    // Travels with the first question.
    const begun = client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      const [, result] = await allOf([begun, run(askOn(client, statements))]);
      return result;
    } finally {
      // Of a connection that broke, the transaction has ended with it.
      await client.query('ROLLBACK').catch(() => {});
    }
  });
}
