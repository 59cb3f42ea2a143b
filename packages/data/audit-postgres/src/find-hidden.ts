import type { AuditEntry } from '@baseplate-epr/contracts';
import type { PoolClient } from 'pg';
import { keyOf } from './key-of.ts';
import type { EntryRow } from './read-rows.ts';

const patientText = `SELECT DISTINCT w.place FROM unnest($1::int[], $2::uuid[], $3::bigint[], $4::text[], $5::bigint[])
    AS w (place, patient, time, writer, sequence)
  WHERE NOT EXISTS (SELECT FROM entry_patient p WHERE p.patient = w.patient AND p.time = w.time AND p.writer = w.writer
    AND p.sequence = w.sequence)`;

const intentText = `SELECT w.place FROM unnest($1::int[], $2::uuid[], $3::bigint[], $4::text[], $5::bigint[])
    AS w (place, request, time, writer, sequence)
  WHERE NOT EXISTS (SELECT FROM open_intent i WHERE i.time = w.time AND i.writer = w.writer AND i.sequence = w.sequence)
    AND NOT EXISTS (SELECT FROM entry o WHERE o.request = w.request AND o.kind = 'outcome')`;

interface Place {
  readonly place: number;
  readonly key: string;
  readonly row: EntryRow;
}

/** Which of these entries are not found by all that they say: by time, kind, agent, request, every patient, and as an open intent. */
export async function findHidden(client: PoolClient, rows: readonly EntryRow[]): Promise<ReadonlySet<EntryRow>> {
  const hidden = new Set<EntryRow>();
  const patients: Place[] = [];
  const intents: Place[] = [];
  for (const [place, row] of rows.entries()) {
    const content: AuditEntry & { writer: string; sequence: number } = JSON.parse(row.content);
    if (!isPlacedAs(row, content)) hidden.add(row);
    for (const patient of new Set(content.patients)) patients.push({ place, key: keyOf(patient), row });
    if (content.kind === 'intent') intents.push({ place, key: keyOf(content.requestId), row });
  }
  const missing = [
    ...(await askFor(client, 'audit_patients', patientText, patients)),
    ...(await askFor(client, 'audit_intents', intentText, intents)),
  ];
  for (const place of missing) {
    const row = rows[place];
    if (row !== undefined) hidden.add(row);
  }
  return hidden;
}

function isPlacedAs(row: EntryRow, content: AuditEntry & { writer: string; sequence: number }): boolean {
  const { writer, sequence, time, kind } = content;
  return (
    writer === row.writer &&
    sequence === row.sequence &&
    time === row.time &&
    kind === row.kind &&
    keyOf(content.agent.id) === row.agent &&
    keyOf(content.requestId) === row.request
  );
}

async function askFor(
  client: PoolClient,
  name: string,
  text: string,
  places: readonly Place[],
): Promise<readonly number[]> {
  if (places.length === 0) return [];
  const values = [
    places.map(({ place }) => place),
    places.map(({ key }) => key),
    places.map(({ row }) => row.time),
    places.map(({ row }) => row.writer),
    places.map(({ row }) => row.sequence),
  ];
  const { rows } = await client.query<{ place: number }>({ name, text, values });
  return rows.map(({ place }) => place);
}
