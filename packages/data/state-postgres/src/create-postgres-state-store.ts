import { fileURLToPath } from 'node:url';
import { checkNamespace } from '@baseplate-epr/contract-rules';
import { BaseplateError, type StateStore } from '@baseplate-epr/contracts';
import {
  askingAgain,
  healthOf,
  migrateSchema,
  openConnections,
  placeFaults,
  readIdentity,
  refuseFaults,
  resolvePlace,
  sizeOfSchema,
  storageError,
} from '@baseplate-epr/postgres-connection';
import { type OpenState, openNamespace, type UseState } from './open-namespace.ts';
import type { PostgresStateOptions } from './postgres-state-options.ts';
import { readNames } from './read-names.ts';
import { createSweeper } from './sweeper.ts';
import { createWriteQueue } from './write-queue.ts';

const what = 'state';
/** In the published package as in the workspace, the migrations lie beside the folder of the code. */
const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

/**
 * A state store in one schema of a PostgreSQL database, for any number of processes. Writes of one process that arrive together share
 * a transaction; a namespace is written by one transaction at a time, whichever process it comes from.
 *
 * @throws BaseplateError `configuration-invalid` if the options make no sense.
 */
export function createPostgresStateStore(options: PostgresStateOptions): StateStore {
  const place = resolvePlace(options, { what, schema: 'baseplate_state', readers: 5 });
  refuseFaults(what, placeFaults(place));
  let opened: (OpenState & { close(): Promise<void> }) | undefined;
  const state = (): OpenState => {
    if (opened !== undefined) return opened;
    throw new BaseplateError({
      code: 'module-unavailable',
      message: 'The state store on PostgreSQL is not started, or was stopped. Start it before using it.',
    });
  };
  const replacing = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw storageError(what, error);
    }
  };
  const use: UseState = {
    write: (work) => replacing(() => work(state())),
    read: (work) => replacing(() => askingAgain(() => work(state()))),
  };
  return {
    contract: 'state-store',
    contractVersion: 1,
    start: (context) =>
      replacing(async () => {
        const reading = openConnections(place, { purpose: 'reading', max: place.readers });
        const writing = openConnections(place, { purpose: 'writing', max: 1 });
        const close = async () => {
          await Promise.all([reading.close(), writing.close()]);
        };
        try {
          await writing.lend((client) => migrateSchema(client, place, migrations, context.keepsSchema));
        } catch (error) {
          await close();
          throw error;
        }
        const writer = Buffer.from(context.randomBytes(16)).toString('hex');
        const queue = createSweeper(createWriteQueue({ place, writer, writing, reading }), reading, context);
        opened = {
          reading,
          queue,
          context,
          close: async () => {
            await queue.close();
            await close();
          },
        };
      }),
    stop: async () => {
      const closing = opened;
      opened = undefined;
      await closing?.close();
    },
    identity: () => use.read(({ reading }) => reading.lend((client) => readIdentity(client, place.schema))),
    health: () =>
      opened === undefined
        ? Promise.resolve({ status: 'fail', reason: 'The state store on PostgreSQL is not started.' })
        : healthOf(opened.reading, what),
    size: () => use.read(({ reading }) => sizeOfSchema(reading, place.schema)),
    namespace: (wanted) => {
      checkNamespace(wanted);
      return openNamespace(wanted, use);
    },
    namespaces: () => use.read(({ reading, context }) => readNames(reading, context.clock.now())),
  };
}
