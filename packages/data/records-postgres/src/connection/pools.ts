import pg, { type Pool, type PoolClient } from 'pg';
import type { ResolvedOptions } from '../options.ts';
import { connectionString } from '../resolve-options.ts';
import { isAbandoned } from './cancelling.ts';
import { prepareSession, type SessionKind } from './session-settings.ts';
import { isConnectionLoss, storageError } from './storage-error.ts';

/** Connections of one kind. */
export interface Connections {
  /**
   * Lends a connection, set up and checked, for as long as `run` takes. One that broke is thrown away. Fails with the driver's
   * error or one of ours.
   */
  lend<Result>(run: (client: PoolClient) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Every connection of one process to the database. */
export interface Pools {
  /** For what is known to be little: it never waits for a search across patients. */
  readonly reading: Connections;
  readonly searching: Connections;
  readonly writing: Connections;
  /** For looking after the others: to cancel a statement, and to ask for the server's health. */
  readonly control: Connections;
  close(): Promise<void>;
}

/** Opens nothing yet: connections are made when first needed, and again when they broke. */
export function createPools(options: ResolvedOptions): Pools {
  const address = connectionString(options);
  const make = (kind: SessionKind, max: number) => createConnections(options, address, kind, max);
  const pools = {
    reading: make('reading', options.readers),
    searching: make('searching', options.searchers),
    writing: make('writing', 1),
    control: make('control', 1),
  };
  return {
    ...pools,
    close: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.close()));
    },
  };
}

const int8 = 20;
/** Positions, versions and times are all far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)),
};

function createConnections(options: ResolvedOptions, address: string, kind: SessionKind, max: number): Connections {
  const pool: Pool = new pg.Pool({
    connectionString: address,
    application_name: `baseplate records ${kind}`,
    max,
    types,
    // Statements of one flush go out together and come back together.
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: options.connectTime,
    idleTimeoutMillis: 60_000,
    // What a connection has prepared is forgotten with it.
    maxLifetimeSeconds: 3600,
    // A server that has vanished without a word: it should have ended the statement long ago.
    query_timeout: options.statementTime + options.connectTime,
    onConnect: (client) =>
      prepareSession(client, { kind, schema: options.schema, statementTime: options.statementTime }),
  });
  // A connection that breaks while nobody uses it: the next lending makes another. One that is lent says so to its statements as well.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    async lend(run) {
      const client = await pool.connect();
      let broken = false;
      try {
        return await run(client);
      } catch (error) {
        broken = isConnectionLoss(error) || isAbandoned(error);
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

/** Asks again, once, if the connection turned out to be broken: for reads alone, which change nothing. */
export async function askingAgain<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (!isConnectionLoss(error)) throw storageError(error);
  }
  try {
    return await ask();
  } catch (error) {
    throw storageError(error);
  }
}
