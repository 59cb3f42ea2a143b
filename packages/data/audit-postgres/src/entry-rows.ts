import type { AuditEntry } from '@baseplate-epr/contracts';
import { keptKeyOf, keyOf } from './key-of.ts';

/** An entry in its place, hashed. */
export interface PlacedEntry {
  readonly entry: AuditEntry;
  readonly writer: string;
  readonly sequence: number;
  readonly hash: string;
  /** Canonical JSON. */
  readonly content: string;
}

/** Values of {@link writeRows}, for entries of any chains: a column each. What an entry is found by is kept in the same statement as the entry. */
export function rowValues(placed: readonly PlacedEntry[]): unknown[] {
  const requests = placed.map(({ entry }) => keyOf(entry.requestId));
  const patients = placed.flatMap(({ entry, writer, sequence }) =>
    [...new Set(entry.patients)].map((patient) => ({
      patient: keptKeyOf(patient),
      time: entry.time,
      writer,
      sequence,
    })),
  );
  const ended = new Set(placed.flatMap(({ entry }, index) => (entry.kind === 'outcome' ? [requests[index]] : [])));
  const open = placed.flatMap(({ entry, writer, sequence }, index) =>
    entry.kind === 'intent' && !ended.has(requests[index])
      ? [{ request: requests[index], time: entry.time, writer, sequence }]
      : [],
  );
  return [
    placed.map(({ writer }) => writer),
    placed.map(({ sequence }) => sequence),
    placed.map(({ entry }) => entry.time),
    placed.map(({ entry }) => entry.kind),
    placed.map(({ entry }) => keptKeyOf(entry.agent.id)),
    requests,
    placed.map(({ hash }) => Buffer.from(hash, 'hex')),
    placed.map(({ content }) => content),
    patients.map(({ patient }) => patient),
    patients.map(({ time }) => time),
    patients.map(({ writer }) => writer),
    patients.map(({ sequence }) => sequence),
    open.map(({ request }) => request),
    open.map(({ time }) => time),
    open.map(({ writer }) => writer),
    open.map(({ sequence }) => sequence),
    [...ended],
  ];
}

/** How many values {@link rowValues} gives; further ones are numbered from here. */
export const rowValueCount = 17;

/**
 * Parts of a statement that write entries and what they are found by.
 *
 * An outcome ends intents whether or not this statement sees them: what is open is asked again when it is read.
 */
export const writeRows = `entries AS (
    INSERT INTO entry (writer, sequence, time, kind, agent, request, hash, content)
    SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::uuid[], $6::uuid[], $7::bytea[], $8::text[])),
  patients AS (
    INSERT INTO entry_patient (patient, time, writer, sequence)
    SELECT * FROM unnest($9::uuid[], $10::bigint[], $11::text[], $12::bigint[])),
  open AS (
    INSERT INTO open_intent (request, time, writer, sequence)
    SELECT * FROM unnest($13::uuid[], $14::bigint[], $15::text[], $16::bigint[])),
  ended AS (DELETE FROM open_intent WHERE request = ANY($17::uuid[]))`;
