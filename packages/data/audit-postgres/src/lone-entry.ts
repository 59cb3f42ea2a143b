import type { PlacedEntry } from './entry-rows.ts';
import { keptKeyOf, keyOf } from './key-of.ts';

/**
 * Writes a group of one entry that tells of no write, behind the head that it was chained to: what {@link writeEntries} and {@link writePatients}
 * do for any number, without lists. Whoever asks alone waits for it, and setting up the lists is half of what it takes the server.
 */
export const writeLone = `WITH moved AS (
    UPDATE chain SET sequence = $2::bigint, hash = decode($7::text, 'hex')
    WHERE writer = $1::text AND sequence = $2::bigint - 1 AND hash = decode($10::text, 'hex') RETURNING 1),
  patients AS (
    INSERT INTO entry_patient (patient, time, writer, sequence)
    SELECT unnest($9::uuid[]), $3::bigint, $1::text, $2::bigint FROM moved)
  INSERT INTO entry (writer, sequence, time, kind, agent, request, hash, content)
  SELECT $1::text, $2::bigint, $3::bigint, $4::text, $5::uuid, $6::uuid, decode($7::text, 'hex'), $8::text FROM moved`;

/** Values of {@link writeLone}. */
export function loneValues({ entry, writer, sequence, hash, content }: PlacedEntry, from: string): unknown[] {
  const { time, kind, agent, requestId, patients } = entry;
  const keys = [...new Set(patients)].map(keptKeyOf).join(',');
  return [writer, sequence, time, kind, keptKeyOf(agent.id), keyOf(requestId), hash, content, `{${keys}}`, from];
}
