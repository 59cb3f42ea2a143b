import { BaseplateError } from '@baseplate-epr/contracts';
import type { ClientBase } from 'pg';

/**
 * What a connection is for: to read what is known to be little (a resource, a page of changes, one patient's chart), to search
 * across patients, to write and ask guards, or to look after the others.
 */
export type SessionKind = 'reading' | 'searching' | 'writing' | 'control';

/** Settings of a connection of ours. */
export interface SessionSettings {
  readonly kind: SessionKind;
  readonly schema: string;
  readonly statementTime: number;
}

const leastVersion = 150_000;

/** Sets up a new connection, and makes sure of what durability rests on. */
export async function prepareSession(client: ClientBase, settings: SessionSettings): Promise<void> {
  const results: unknown = await client.query(`${assignments(settings).join('; ')}; ${question}`);
  const last: unknown = Array.isArray(results) ? results.at(-1) : undefined;
  const rows = (last as { readonly rows?: readonly Facts[] } | undefined)?.rows ?? [];
  for (const facts of rows) checkFacts(facts);
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

function assignments({ kind, schema, statementTime }: SessionSettings): readonly string[] {
  return [
    `SET search_path TO "${schema}"`,
    `SET statement_timeout = ${statementTime}`,
    // A process that stands still in the middle of a write must not hold up all others.
    `SET idle_in_transaction_session_timeout = ${2 * statementTime}`,
    'SET client_min_messages = warning',
    // Compiling a statement takes longer than most of ours run, and workers beside would let one search use several processors.
    'SET jit = off',
    'SET max_parallel_workers_per_gather = 0',
    // Every table has an index for whatever is asked; statistics of a young table would have the planner read all of it.
    'SET enable_seqscan = off',
    // One plan serves every patient. Across patients it depends on the values which way is shorter.
    ...(kind === 'reading' ? ['SET plan_cache_mode = force_generic_plan'] : []),
    // What a write looks up is found by the one index that needs no sorting, whatever a plan made while a table was empty thought of others.
    ...(kind === 'writing' ? ['SET enable_hashjoin = off', 'SET enable_mergejoin = off', 'SET enable_sort = off'] : []),
  ];
}

/** @throws BaseplateError if an acknowledged write could be lost, or the record could not be kept at all. */
function checkFacts({ fsync, synchronous_commit, full_page_writes, recovering, version, encoding }: Facts): void {
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
    message: `The PostgreSQL server is not fit to keep the record: ${faults.join('; ')}. Correct that at the server, then start again.`,
  });
}
