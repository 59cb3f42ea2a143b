import type { AuditHead } from '@baseplate-epr/contracts';
import type { PoolClient, QueryConfig } from 'pg';
import type { PlacedEntry } from './entry-rows.ts';
import {
  groupValueCount,
  groupValues,
  openValueCount,
  openValues,
  writeEntries,
  writeOpenRows,
  writePatients,
} from './group-rows.ts';
import { loneValues, writeLone } from './lone-entry.ts';

/** Moves the head from where this process left it; the four values that say so follow after this many others. */
type MoveHead = (valueCount: number) => string;

const goOn: MoveHead = (
  count,
) => `UPDATE chain SET sequence = $${count + 1}::bigint, hash = decode($${count + 2}::text, 'hex')
    WHERE writer = $1::text AND sequence = $${count + 3}::bigint AND hash = decode($${count + 4}::text, 'hex')`;

const begin: MoveHead = (count) => `INSERT INTO chain (writer, sequence, hash)
    SELECT $1::text, $${count + 1}::bigint, decode($${count + 2}::text, 'hex')
    ON CONFLICT (writer) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash
    WHERE chain.sequence = $${count + 3}::bigint AND chain.hash = decode($${count + 4}::text, 'hex')`;

/**
 * One group in one statement, and so in one transaction and one round trip. The head moves only from where this process left it:
 * of two sendings of a group, and of a late one and its successor, one takes effect. How many entries it wrote is told without rows.
 */
function statement(move: MoveHead, valueCount: number, beside: readonly ((condition: string) => string)[]): string {
  const moved = 'EXISTS (SELECT FROM moved)';
  return `WITH moved AS (${move(valueCount)} RETURNING 1),
  ${beside.map((write) => write(moved)).join(',\n  ')}
  ${writeEntries(moved)}`;
}

const whole = [groupValueCount + openValueCount, [writePatients, writeOpenRows]] as const;
const first = { name: 'audit_begin', text: statement(begin, ...whole) };
const further = { name: 'audit_append', text: statement(goOn, ...whole) };
/** Of groups that tell of no writes, which most are. */
const plain = { name: 'audit_append_plain', text: statement(goOn, groupValueCount, [writePatients]) };
/** Of such a group of one. */
const lone = { name: 'audit_append_lone', text: writeLone };

/** Writes a group behind the head it was chained to. False, and nothing written, if the head in the database is another. */
export async function writeGroup(client: PoolClient, from: AuditHead, group: readonly PlacedEntry[]): Promise<boolean> {
  const [only] = group;
  if (only === undefined) return true;
  const { rowCount } = await client.query(questionOf(from, group, only));
  return rowCount === group.length;
}

function questionOf(from: AuditHead, group: readonly PlacedEntry[], only: PlacedEntry): QueryConfig {
  const last = group.at(-1) ?? only;
  const head = [last.sequence, last.hash, from.sequence, from.hash];
  const isPlain = group.every(({ entry: { kind } }) => kind !== 'intent' && kind !== 'outcome');
  if (from.sequence > 0 && isPlain)
    return group.length === 1
      ? { ...lone, values: loneValues(only, from.hash) }
      : { ...plain, values: [...groupValues(group), ...head] };
  return { ...(from.sequence > 0 ? further : first), values: [...groupValues(group), ...openValues(group), ...head] };
}
