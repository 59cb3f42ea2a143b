import pg, { type PoolClient } from 'pg';
import { connectionString, type ResolvedPlace } from './place.ts';
import { prepareSession } from './prepare-session.ts';
import { isConnectionLoss } from './storage-error.ts';

/** Connections of one kind. */
export interface Connections {
  /**
   * Lends a connection, set up and checked, for as long as `run` takes. One that broke is thrown away. Rejects with the driver's
   * error, which may hold patient data, or with one of ours.
   */
  lend<Result>(run: (client: PoolClient) => Promise<Result>): Promise<Result>;
  /** Waits for what was lent, then closes all. */
  close(): Promise<void>;
}

/** What connections are for, and how many there may be. */
export interface ConnectionsOptions {
  /** One word; the server's list of sessions shows it. */
  readonly purpose: string;
  readonly max: number;
  /** Settings of the planner, each a `SET`. Default: for statements that find a few rows by an index. */
  readonly planner?: readonly string[];
  /** Whether a connection is of no use after this error, beside those that broke. */
  isSpoilt?(error: unknown): boolean;
  /** Whether a connection that was given back is to be closed, so that another takes its place when one is needed. */
  isWorn?(client: PoolClient): boolean;
}

const int8 = 20;
/** Numbers of ours, times and counts, are all far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)),
};

/**
 * Opens nothing yet: connections are made when first needed, and again when they broke.
 * @throws BaseplateError `configuration-invalid` if the environment does not say where the server is.
 */
export function openConnections(place: ResolvedPlace, options: ConnectionsOptions): Connections {
  const { purpose, max, planner, isSpoilt = () => false, isWorn = () => false } = options;
  const pool = new pg.Pool({
    connectionString: connectionString(place),
    application_name: `baseplate ${place.what} ${purpose}`,
    max,
    types,
    // Statements that are put one after the other without waiting go out together and come back together.
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: place.connectTime,
    idleTimeoutMillis: 60_000,
    // What a connection has prepared is forgotten with it.
    maxLifetimeSeconds: 3_600,
    // A server that has vanished without a word: it should have ended the statement long ago.
    query_timeout: place.statementTime + place.connectTime,
    onConnect: (client) => prepareSession(client, place, planner),
  });
  // A connection that breaks while nobody uses it: the next lending makes another. One that is lent says so to its statements as well.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  let closed: Promise<void> | undefined;
  return {
    async lend(run) {
      const client = await pool.connect();
      let broken = false;
      try {
        return await run(client);
      } catch (error) {
        broken = isConnectionLoss(error) || isSpoilt(error);
        throw error;
      } finally {
        client.release(broken || isWorn(client));
      }
    },
    close() {
      closed ??= pool.end();
      return closed;
    },
  };
}

/** Asks again, once, if the connection turned out to be broken: for what changes nothing. Rejects as the asking does. */
export async function askingAgain<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (!isConnectionLoss(error)) throw error;
    return ask();
  }
}
