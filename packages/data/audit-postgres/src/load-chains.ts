import { canonicalEntry, chainHash, chainOrigin } from '@baseplate-epr/contract-rules';
import { type AuditHead, type AuditLoadResult, BaseplateError, type ChainedAuditEntry } from '@baseplate-epr/contracts';
import { advisoryLock } from '@baseplate-epr/postgres-connection';
import type { PoolClient } from 'pg';
import { type PlacedEntry, rowValueCount, rowValues, writeRows } from './entry-rows.ts';
import { readHeads } from './read-heads.ts';

const [writers, sequences, hashes] = [1, 2, 3].map((place) => `$${rowValueCount + place}`);

const writeText = `WITH heads AS (
    INSERT INTO chain (writer, sequence, hash) SELECT * FROM unnest(${writers}::text[], ${sequences}::bigint[], ${hashes}::bytea[])
    ON CONFLICT (writer) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash),
  ${writeRows} SELECT`;

const hashText = `SELECT e.writer, e.sequence, e.hash FROM unnest($1::text[], $2::bigint[]) AS w (writer, sequence)
  JOIN entry e ON e.writer = w.writer AND e.sequence = w.sequence`;

/**
 * Takes over entries of other logs in one transaction, under a lock that lets one load do so at a time. Three round trips.
 *
 * @param own - the writer of this process.
 * @throws BaseplateError `load-conflict`; then none of them is kept
 */
export async function loadChains(
  client: PoolClient,
  schema: string,
  own: string,
  entries: readonly ChainedAuditEntry[],
): Promise<AuditLoadResult> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1::bigint)', [advisoryLock(`${schema} load`)]);
    const heads = await readHeads(client, [...new Set(entries.map(({ writer }) => writer))]);
    const found = chainOnto(heads, await readHashes(client, entries), own, entries);
    if (found.fresh.length > 0) {
      const ends = [...found.ends.values()];
      await client.query({
        name: 'audit_load',
        text: writeText,
        values: [
          ...rowValues(found.fresh),
          ends.map(({ writer }) => writer),
          ends.map(({ sequence }) => sequence),
          ends.map(({ hash }) => Buffer.from(hash, 'hex')),
        ],
      });
    }
    await client.query('COMMIT');
    return { loaded: found.fresh.length, present: entries.length - found.fresh.length };
  } catch (error) {
    // A broken connection has undone it already.
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

const nameOf = (writer: string, sequence: number): string => `${sequence} ${writer}`;

/** Hashes that are there, of the entries and of those before them. */
async function readHashes(client: PoolClient, entries: readonly ChainedAuditEntry[]): Promise<Map<string, string>> {
  const places = entries.flatMap(({ writer, sequence }) => [
    { writer, sequence },
    { writer, sequence: sequence - 1 },
  ]);
  const { rows } = await client.query<{ writer: string; sequence: number; hash: Buffer }>({
    name: 'audit_hashes',
    text: hashText,
    values: [places.map(({ writer }) => writer), places.map(({ sequence }) => sequence)],
  });
  return new Map(rows.map(({ writer, sequence, hash }) => [nameOf(writer, sequence), hash.toString('hex')]));
}

/** Verifies every entry against the one before it, and tells which are not there yet and where their chains end then. */
function chainOnto(
  heads: readonly AuditHead[],
  hashes: Map<string, string>,
  own: string,
  entries: readonly ChainedAuditEntry[],
): { readonly fresh: readonly PlacedEntry[]; readonly ends: ReadonlyMap<string, AuditHead> } {
  const ends = new Map(heads.map((head) => [head.writer, head]));
  const fresh: PlacedEntry[] = [];
  for (const entry of entries) {
    const { writer, sequence, hash } = entry;
    if (writer === own) throw conflict(entry, 'belongs to the chain that this process is writing');
    const before = sequence === 1 ? chainOrigin : hashes.get(nameOf(writer, sequence - 1));
    if (before === undefined) throw conflict(entry, 'does not follow the entries that are there');
    const content = canonicalEntry(entry, writer, sequence);
    if (chainHash(before, content) !== hash) throw conflict(entry, 'does not have its hash');
    const present = hashes.get(nameOf(writer, sequence));
    if (present === hash) continue;
    if (present !== undefined || sequence <= (ends.get(writer)?.sequence ?? 0)) {
      throw conflict(entry, 'differs from the one that is there');
    }
    hashes.set(nameOf(writer, sequence), hash);
    ends.set(writer, { writer, sequence, hash });
    fresh.push({ entry, writer, sequence, hash, content });
  }
  return { fresh, ends };
}

function conflict({ writer, sequence }: ChainedAuditEntry, why: string): BaseplateError {
  return new BaseplateError({
    code: 'load-conflict',
    message: `Entry ${sequence} of the audit chain ${writer} ${why}. None of the call was loaded; find out which log is right.`,
    details: { writer, sequence },
  });
}
