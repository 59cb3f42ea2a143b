import type { AuditHead } from '@baseplate-epr/contracts';
import type { PoolClient } from 'pg';
import type { PlacedEntry } from './entry-rows.ts';
import {
  groupValueCount,
  groupValues,
  openValueCount,
  openValues,
  writeGroupRows,
  writeOpenRows,
} from './group-rows.ts';

/**
 * One group in one statement, and so in one transaction and one round trip. The head moves only from where this process left it:
 * of two sendings of a group, and of a late one and its successor, one takes effect.
 */
function statement(valueCount: number, writeEntries: readonly ((condition: string) => string)[]): string {
  const [sequence, hash, fromSequence, fromHash] = [1, 2, 3, 4].map((place) => `$${valueCount + place}`);
  return `WITH moved AS (
    INSERT INTO chain (writer, sequence, hash)
    SELECT $1::text, ${sequence}::bigint, decode(${hash}::text, 'hex')
    WHERE ${fromSequence}::bigint = 0 OR EXISTS (SELECT FROM chain WHERE chain.writer = $1::text)
    ON CONFLICT (writer) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash
    WHERE chain.sequence = ${fromSequence}::bigint AND chain.hash = decode(${fromHash}::text, 'hex')
    RETURNING 1),
  ${writeEntries.map((write) => write('EXISTS (SELECT FROM moved)')).join(',\n  ')}
  SELECT count(*)::int AS moved FROM moved`;
}

const whole = {
  name: 'audit_append',
  text: statement(groupValueCount + openValueCount, [writeGroupRows, writeOpenRows]),
};
/** Of groups that tell of no writes, which most are. */
const plain = { name: 'audit_append_plain', text: statement(groupValueCount, [writeGroupRows]) };

/** Writes a group behind the head it was chained to. False, and nothing written, if the head in the database is another. */
export async function writeGroup(client: PoolClient, from: AuditHead, group: readonly PlacedEntry[]): Promise<boolean> {
  const last = group.at(-1);
  if (last === undefined) return true;
  const head = [last.sequence, last.hash, from.sequence, from.hash];
  const isPlain = group.every(({ entry: { kind } }) => kind !== 'intent' && kind !== 'outcome');
  const { rows } = await client.query<{ moved: number }>({
    ...(isPlain ? plain : whole),
    values: [...groupValues(group), ...(isPlain ? [] : openValues(group)), ...head],
  });
  return rows[0]?.moved === 1;
}
