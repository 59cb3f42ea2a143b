import type { AuditHead } from '@baseplate-epr/contracts';
import type { PoolClient } from 'pg';
import { type PlacedEntry, rowValueCount, rowValues, writeRows } from './entry-rows.ts';

const [writer, sequence, hash, fromSequence, fromHash] = [1, 2, 3, 4, 5].map((place) => `$${rowValueCount + place}`);

/**
 * One group in one statement, and so in one transaction and one round trip. The head moves only from where this process left it:
 * of two sendings of a group, and of a late one and its successor, one takes effect.
 */
const text = `WITH moved AS (
    INSERT INTO chain (writer, sequence, hash)
    SELECT ${writer}::text, ${sequence}::bigint, ${hash}::bytea
    WHERE ${fromSequence}::bigint = 0 OR EXISTS (SELECT FROM chain WHERE chain.writer = ${writer}::text)
    ON CONFLICT (writer) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash
    WHERE chain.sequence = ${fromSequence}::bigint AND chain.hash = ${fromHash}::bytea
    RETURNING 1),
  ${writeRows('EXISTS (SELECT FROM moved)')}
  SELECT count(*)::int AS moved FROM moved`;

/** Writes a group behind the head it was chained to. False, and nothing written, if the head in the database is another. */
export async function writeGroup(client: PoolClient, from: AuditHead, group: readonly PlacedEntry[]): Promise<boolean> {
  const last = group.at(-1);
  if (last === undefined) return true;
  const head = [
    last.writer,
    last.sequence,
    Buffer.from(last.hash, 'hex'),
    from.sequence,
    Buffer.from(from.hash, 'hex'),
  ];
  const { rows } = await client.query<{ moved: number }>({
    name: 'audit_append',
    text,
    values: [...rowValues(group), ...head],
  });
  return rows[0]?.moved === 1;
}
