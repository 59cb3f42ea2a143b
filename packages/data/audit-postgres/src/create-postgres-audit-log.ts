import { fileURLToPath } from 'node:url';
import { checkEntry, checkPlace } from '@baseplate-epr/contract-rules';
import { type AuditLog, BaseplateError, type ModuleContext } from '@baseplate-epr/contracts';
import {
  askingAgain,
  type Connections,
  healthOf,
  migrateSchema,
  openConnections,
  placeFaults,
  type ResolvedPlace,
  readIdentity,
  refuseFaults,
  resolvePlace,
  sizeOfSchema,
  storageError,
} from '@baseplate-epr/postgres-connection';
import type { PoolClient } from 'pg';
import { type AppendQueue, createAppendQueue } from './append-queue.ts';
import { loadChains } from './load-chains.ts';
import type { PostgresAuditOptions } from './postgres-audit-options.ts';
import { readChains } from './read-chains.ts';
import { readHeads } from './read-heads.ts';
import { readPage } from './read-page.ts';
import { verifyChains } from './verify-chains.ts';

const what = 'audit log';
/** In the published package as in the workspace, the migrations lie beside the folder of the code. */
const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

interface OpenLog {
  readonly writer: string;
  readonly queue: AppendQueue;
  readonly reading: Connections;
  readonly loading: Connections;
  close(): Promise<void>;
}

/**
 * An audit log in one schema of a PostgreSQL database, for any number of processes. Each start begins a chain of its own. Appends that
 * arrive together share one statement, which is durable before any of them is acknowledged.
 *
 * @throws BaseplateError `configuration-invalid` if the options make no sense.
 */
export function createPostgresAuditLog(options: PostgresAuditOptions): AuditLog {
  const place = resolvePlace(options, { what, schema: 'baseplate_audit', readers: 3 });
  const { groupBytes = 4 * 1024 * 1024 } = options;
  const ofGroup = Number.isSafeInteger(groupBytes) && groupBytes >= 1;
  refuseFaults(what, [
    ...placeFaults(place),
    ...(ofGroup ? [] : ['`groupBytes` must be a whole number of at least 1']),
  ]);
  let opened: OpenLog | undefined;
  const use = async <Result>(work: (log: OpenLog) => Promise<Result>): Promise<Result> => {
    if (opened === undefined) {
      throw new BaseplateError({
        code: 'module-unavailable',
        message: 'The audit log on PostgreSQL is not started, or was stopped. Start it before using it.',
      });
    }
    try {
      return await work(opened);
    } catch (error) {
      throw storageError(what, error);
    }
  };
  const read = <Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> =>
    use(({ reading }) => askingAgain(() => reading.lend(work)));
  return {
    contract: 'audit-log',
    contractVersion: 1,
    start: async (context) => {
      try {
        opened = await open(place, groupBytes, context);
      } catch (error) {
        throw storageError(what, error);
      }
    },
    stop: async () => {
      const closing = opened;
      opened = undefined;
      await closing?.close();
    },
    identity: () => read((client) => readIdentity(client, place.schema)),
    health: () =>
      opened === undefined
        ? Promise.resolve({ status: 'fail', reason: 'The audit log on PostgreSQL is not started.' })
        : healthOf(opened.reading, what),
    size: () => use(({ reading }) => sizeOfSchema(reading, place.schema)),
    append: ({ entries }) =>
      use(async ({ queue }) => {
        entries.forEach(checkEntry);
        return { head: await queue.append(entries) };
      }),
    read: (query) => read((client) => readPage(client, query)),
    heads: () => read(async (client) => ({ heads: await readHeads(client) })),
    chains: (wanted) => read((client) => readChains(client, wanted)),
    load: ({ entries }) =>
      use(({ loading, writer }) => {
        entries.forEach(checkEntry);
        entries.forEach(checkPlace);
        // Again, once, after a broken connection: a load is idempotent.
        return askingAgain(() => loading.lend((client) => loadChains(client, place.schema, writer, entries)));
      }),
    verify: ({ known = [] }) => use(({ reading }) => askingAgain(() => verifyChains(reading, known))),
  };
}

async function open(place: ResolvedPlace, groupBytes: number, context: ModuleContext): Promise<OpenLog> {
  const reading = openConnections(place, { purpose: 'reading', max: place.readers });
  const writing = openConnections(place, { purpose: 'writing', max: 1 });
  const loading = openConnections(place, { purpose: 'loading', max: 1 });
  const closeAll = async () => {
    await Promise.all([reading.close(), writing.close(), loading.close()]);
  };
  try {
    const writer = await writing.lend(async (client) => {
      await migrateSchema(client, place, migrations, context.keepsSchema);
      return unusedWriter(client, context);
    });
    const broken = (reason: string) => context.failed?.(reason);
    const queue = createAppendQueue({ writing, writer, groupBytes, broken });
    return {
      writer,
      queue,
      reading,
      loading,
      close: async () => {
        await queue.settled();
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function unusedWriter(client: PoolClient, { randomBytes }: ModuleContext): Promise<string> {
  for (;;) {
    const writer = Buffer.from(randomBytes(8)).toString('hex');
    if ((await readHeads(client, [writer])).length === 0) return writer;
  }
}
