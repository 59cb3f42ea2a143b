import { BaseplateError } from '@baseplate-epr/contracts';
import type { PostgresRecordsOptions, ResolvedOptions } from './options.ts';

/** Where the record is kept unless the options say otherwise. */
export const defaultSchema = 'baseplate_records';

const defaults = { readers: 10, searchers: 4, connectTime: 5000, statementTime: 5000 };

/** Fills in defaults and refuses values that make no sense, all of them together. */
export function resolveOptions(options: PostgresRecordsOptions): ResolvedOptions {
  const { connection, schema = defaultSchema, candidateLimit, ...given } = options;
  const counts = { ...defaults, ...present(given) };
  const faults = connectionFaults(connection);
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema) || schema.startsWith('pg_')) {
    faults.push('`schema` must be a name of lower-case letters, digits and `_` that does not begin with `pg_`');
  }
  for (const [name, value] of Object.entries({ ...counts, ...present({ candidateLimit }) })) {
    if (!Number.isSafeInteger(value) || value < 1) faults.push(`\`${name}\` must be a whole number of at least 1`);
  }
  if (faults.length > 0) {
    throw new BaseplateError({
      code: 'configuration-invalid',
      message: `The record cannot be kept in PostgreSQL with these options: ${faults.join('; ')}. Correct them in the configuration.`,
    });
  }
  return { connection, schema, ...counts, candidateLimit };
}

/** The connection string that the options stand for. Called at the start only: it may hold a password. */
export function connectionString({ connection }: ResolvedOptions): string {
  if (typeof connection === 'string') return connection;
  const value = process.env[connection.secret];
  if (value !== undefined && URL.canParse(value) && isPostgresUrl(value)) return value;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message: `The environment variable ${connection.secret}, which is to say where the record's PostgreSQL is, is ${value === undefined ? 'not set' : 'not a connection string'}. Set it to something like postgres://user:password@host:5432/database.`,
  });
}

function connectionFaults(connection: PostgresRecordsOptions['connection']): string[] {
  if (typeof connection !== 'string') {
    const named = typeof connection?.secret === 'string' && connection.secret !== '';
    return named ? [] : ['`connection` must be a connection string or name an environment variable that holds one'];
  }
  if (!URL.canParse(connection) || !isPostgresUrl(connection)) {
    return ['`connection` must begin with `postgres://` and name a host and a database'];
  }
  const { password, searchParams } = new URL(connection);
  if (password === '' && !searchParams.has('password')) return [];
  return ['`connection` holds a password; put it into an environment variable and give `{ secret: NAME }`'];
}

function isPostgresUrl(text: string): boolean {
  return ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
}

/** Without what is undefined, which stands for the default. */
function present<Value>(values: Readonly<Record<string, Value | undefined>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}
