import { BaseplateError } from '@baseplate-epr/contracts';
import type { ClientBase } from 'pg';
import type { ResolvedPlace } from './place.ts';

const leastVersion = 150_000;

/**
 * Sets up a new connection, and makes sure of what durability rests on.
 *
 * @param planner - further settings, each a `SET`; by default for statements that find a few rows by an index
 * @throws BaseplateError `configuration-invalid` if an acknowledged write could be lost, or the data could not be kept at all.
 */
export async function prepareSession(
  client: ClientBase,
  place: ResolvedPlace,
  planner: readonly string[] = shortStatements,
): Promise<void> {
  const results: unknown = await client.query(`${[...assignments(place), ...planner].join('; ')}; ${question}`);
  const last: unknown = Array.isArray(results) ? results.at(-1) : undefined;
  const rows = (last as { readonly rows?: readonly Facts[] } | undefined)?.rows ?? [];
  for (const facts of rows) checkFacts(facts, place.what);
}

interface Facts {
  readonly fsync: string;
  readonly synchronous_commit: string;
  readonly full_page_writes: string;
  readonly recovering: boolean;
  readonly version: string;
  readonly encoding: string;
}

const question = `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit,
  current_setting('full_page_writes') AS full_page_writes, pg_is_in_recovery() AS recovering,
  current_setting('server_version_num') AS version, getdatabaseencoding() AS encoding`;

function assignments({ schema, statementTime }: ResolvedPlace): readonly string[] {
  return [
    `SET search_path TO "${schema}"`,
    `SET statement_timeout = ${statementTime}`,
    // A process that stands still in the middle of a write must not hold up all others.
    `SET idle_in_transaction_session_timeout = ${2 * statementTime}`,
    "SET default_transaction_isolation = 'read committed'",
    'SET client_min_messages = warning',
    // Compiling a statement takes longer than most of ours run, and workers beside would let one use several processors.
    'SET jit = off',
    'SET max_parallel_workers_per_gather = 0',
    // Every table has an index for whatever is asked; statistics of a young table would have the planner read all of it.
    'SET enable_seqscan = off',
  ];
}

const shortStatements = ['SET enable_hashjoin = off', 'SET enable_mergejoin = off'];

function checkFacts(facts: Facts, what: string): void {
  const { fsync, synchronous_commit, full_page_writes, recovering, version, encoding } = facts;
  const faults: string[] = [];
  if (fsync === 'off') faults.push('its setting `fsync` is off: after a loss of power its data may be damaged');
  if (synchronous_commit === 'off') {
    faults.push('its setting `synchronous_commit` is off: a loss of power may take writes that were acknowledged');
  }
  if (full_page_writes === 'off') {
    faults.push('its setting `full_page_writes` is off: a loss of power may leave pages half written');
  }
  if (recovering) faults.push('it is a standby, which takes no writes');
  if (Number(version) < leastVersion) faults.push('its version is older than 15');
  if (encoding !== 'UTF8') faults.push(`the encoding of the database is ${encoding}, and must be UTF8`);
  if (faults.length === 0) return;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message: `The PostgreSQL server is not fit to keep the ${what}: ${faults.join('; ')}. Correct that at the server, then start again.`,
  });
}
