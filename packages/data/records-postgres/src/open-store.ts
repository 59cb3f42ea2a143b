import { fileURLToPath } from 'node:url';
import { migrateSchema } from '@baseplate-epr/postgres-connection';
import { createVersionCache } from '@baseplate-epr/record-query';
import type { PoolClient } from 'pg';
import { type Ask, askOn } from './connection/ask.ts';
import { askingAgain } from './connection/asking-again.ts';
import { cancelling } from './connection/cancelling.ts';
import { lendFor } from './connection/lend-for.ts';
import { createPools, type Pools } from './connection/pools.ts';
import { createStatements } from './connection/statement.ts';
import { storageError } from './connection/storage-error.ts';
import { createTogether, type Together } from './connection/together.ts';
import type { ResolvedOptions } from './options.ts';
import { createCrowded } from './query/crowded.ts';
import { charactersKept } from './read/current-versions.ts';
import { createPageMemory } from './read/page-memory.ts';
import type { SearchSettings } from './read/search.ts';
import { lockOf } from './write/lock.ts';
import { createWriteQueue, type WriteQueue } from './write/write-queue.ts';

/** In the published package as in the workspace, they lie beside the folder of the code. */
const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** How a question is put. */
export interface HowToAsk {
  /** It may look at much. */
  readonly wide?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** What tests set otherwise. */
export interface StoreShape {
  /** Type of the compartments that decide where resources are kept. */
  readonly homeType: string;
  /** How many resources a small statement looks at to find a page. */
  readonly few: number;
  /** How many a larger one looks at, by an index as well. */
  readonly led: number;
  /** So many small questions of one shape, asked in one turn, are one statement. */
  readonly many: number;
  /** What part of the time of a statement the guards of writes that share a transaction have together. */
  readonly guardShare: number;
}

/** A started store: what its methods work with. */
export interface OpenStore {
  readonly pools: Pools;
  readonly queue: WriteQueue;
  readonly settings: SearchSettings;
  /** Puts a small question, with others that come at the same time; asks again, once, if the connection turned out to be broken. */
  readonly together: Together;
  /** Asks on a connection of its own; asks again, once, if that turned out to be broken. */
  reading<Result>(run: (ask: Ask) => Promise<Result>, how?: HowToAsk): Promise<Result>;
  /** The same, where several statements are to see one state of the record. */
  snapshot<Result>(run: (ask: Ask) => Promise<Result>, how?: HowToAsk): Promise<Result>;
  /** Waits for writes in hand, then closes every connection. */
  close(): Promise<void>;
}

/** Connects, brings the schema up to date, and looks whether the server is fit. Holds nothing open if it fails. */
export async function openStore(
  options: ResolvedOptions,
  { homeType, few, led, many, guardShare }: StoreShape,
  keepsSchema: boolean,
): Promise<OpenStore> {
  const pools = createPools(options);
  try {
    await pools.control.lend((client) => migrateSchema(client, options, migrations, keepsSchema));
    await pools.writing.lend((client) => client.query('SELECT 1'));
  } catch (error) {
    await pools.close();
    throw storageError(error);
  }
  const { candidateLimit, statementTime } = options;
  const kept = createVersionCache<string>(charactersKept);
  const settings = { homeType, candidateLimit, kept, pages: createPageMemory(), crowded: createCrowded(), few, led };
  const statements = createStatements();
  const lock = lockOf(options.schema);
  const shared = { ...settings, lock, statements, parameters: new Set<string>(), statementTime, guardShare };
  const queue = createWriteQueue(pools.writing, shared);
  const together = createTogether(pools.reading, statements, many);
  return {
    pools,
    queue,
    settings,
    together: (run) => askingAgain(() => together(run)),
    reading: (run, { wide, signal } = {}) =>
      askingAgain(() =>
        lendFor(pools, wide, (client) =>
          cancelling(client, pools.control, signal, () => run(askOn(client, statements))),
        ),
      ),
    snapshot: (run, { wide, signal } = {}) =>
      askingAgain(() =>
        lendFor(pools, wide, (client) =>
          cancelling(client, pools.control, signal, () => inSnapshot(client, askOn(client, statements), run)),
        ),
      ),
    async close() {
      await queue.close();
      await pools.close();
    },
  };
}

async function inSnapshot<Result>(client: PoolClient, ask: Ask, run: (ask: Ask) => Promise<Result>): Promise<Result> {
  // Travels with the first question.
  const begun = client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const [, outcome] = await Promise.allSettled([begun, run(ask)]);
  await Promise.all([begun, client.query('ROLLBACK')]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
