import { BaseplateError, type SecretReference } from '@baseplate-epr/contracts';

/** Options that every adapter on PostgreSQL has. */
export interface PostgresPlaceOptions {
  /**
   * Where the database is: `{ secret: 'DATABASE_URL' }` names an environment variable that holds a connection string
   * (`postgres://user:password@host:5432/database?sslmode=verify-full`), read at the start. A string stands for itself, and may
   * hold no password.
   */
  readonly connection: SecretReference | string;
  /** The schema that holds the tables; made if it is not there. Lower-case letters, digits and `_`. */
  readonly schema?: string;
  /** The most connections for reads. Keep the sum over all adapters and processes below the server's `max_connections`. */
  readonly readers?: number;
  /** How long a call waits for a connection, in milliseconds; then it fails `storage-unavailable`. Default 5,000. */
  readonly connectTime?: number;
  /** How long one statement may run, in milliseconds; then its call fails `storage-unavailable`. Default 5,000. */
  readonly statementTime?: number;
}

/** {@link PostgresPlaceOptions} with every default filled in. */
export interface ResolvedPlace extends Required<PostgresPlaceOptions> {
  /** What is kept there, as messages name it: `audit log`. */
  readonly what: string;
}

/** The defaults in which adapters differ. */
export interface PlaceDefaults {
  readonly what: string;
  readonly schema: string;
  readonly readers: number;
}

/** Fills in defaults. What {@link placeFaults} finds wrong is kept as it is. */
export function resolvePlace(options: PostgresPlaceOptions, { what, ...defaults }: PlaceDefaults): ResolvedPlace {
  const { connection, schema, readers, connectTime = 5_000, statementTime = 5_000 } = options;
  return {
    what,
    connection,
    schema: schema ?? defaults.schema,
    readers: readers ?? defaults.readers,
    connectTime,
    statementTime,
  };
}

/**
 * What is wrong with a place, each a part of a sentence; nothing if it makes sense.
 *
 * @param further - other options of the adapter that must be whole numbers of at least 1, by name
 */
export function placeFaults(place: ResolvedPlace, further: Readonly<Record<string, number>> = {}): string[] {
  const { connection, schema, readers, connectTime, statementTime } = place;
  const faults = connectionFaults(connection);
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema) || schema.startsWith('pg_')) {
    faults.push('`schema` must be a name of lower-case letters, digits and `_` that does not begin with `pg_`');
  }
  for (const [name, value] of Object.entries({ readers, connectTime, statementTime, ...further })) {
    if (!Number.isSafeInteger(value) || value < 1) faults.push(`\`${name}\` must be a whole number of at least 1`);
  }
  return faults;
}

/** @throws BaseplateError `configuration-invalid` that tells all the faults together, if there are any. */
export function refuseFaults(what: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message: `The ${what} cannot be kept in PostgreSQL with these options: ${faults.join('; ')}. Correct them in the configuration.`,
  });
}

/**
 * The connection string that a place stands for. Asked for at the start only: it may hold a password.
 * @throws BaseplateError `configuration-invalid` if the environment does not say.
 */
export function connectionString({ connection, what }: ResolvedPlace): string {
  if (typeof connection === 'string') return connection;
  const value = process.env[connection.secret];
  if (value !== undefined && isPostgresUrl(value)) return value;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message: `The environment variable ${connection.secret}, which is to say where the PostgreSQL of the ${what} is, is ${value === undefined ? 'not set' : 'not a connection string'}. Set it to something like postgres://user:password@host:5432/database.`,
  });
}

function connectionFaults(connection: PostgresPlaceOptions['connection']): string[] {
  if (typeof connection !== 'string') {
    const named = typeof connection?.secret === 'string' && connection.secret !== '';
    return named ? [] : ['`connection` must be a connection string or name an environment variable that holds one'];
  }
  if (!isPostgresUrl(connection)) return ['`connection` must begin with `postgres://` and name a host and a database'];
  const { password, searchParams } = new URL(connection);
  if (password === '' && !searchParams.has('password')) return [];
  return ['`connection` holds a password; put it into an environment variable and give `{ secret: NAME }`'];
}

const isPostgresUrl = (text: string): boolean =>
  URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
