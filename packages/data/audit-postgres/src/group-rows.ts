import type { PlacedEntry } from './entry-rows.ts';
import { keptKeyOf, keyOf } from './key-of.ts';

/**
 * Values of {@link writeEntries} and {@link writePatients}: those of a group of one chain, which follow one another. Contents are the lines of one text, which no JSON has a
 * break in, and the lists are PostgreSQL's texts of arrays: whole numbers, digits and words, of which none needs quoting.
 */
export function groupValues(group: readonly PlacedEntry[]): readonly (string | number)[] {
  const [first] = group;
  const times: number[] = [];
  const kinds: string[] = [];
  const agents: string[] = [];
  const requests: string[] = [];
  const hashes: string[] = [];
  const patients: string[] = [];
  const places: number[] = [];
  let contents = '';
  for (const { entry, hash, content } of group) {
    contents += contents === '' ? content : `\n${content}`;
    times.push(entry.time);
    kinds.push(entry.kind);
    agents.push(keptKeyOf(entry.agent.id));
    requests.push(keyOf(entry.requestId));
    hashes.push(hash);
    for (const patient of new Set(entry.patients)) {
      patients.push(keptKeyOf(patient));
      places.push(times.length);
    }
  }
  const lists = [times, kinds, agents, requests, hashes, patients, places];
  return [first?.writer ?? '', first?.sequence ?? 0, contents, ...lists.map(arrayOf)];
}

/** How many values {@link groupValues} gives; further ones are numbered from here. */
export const groupValueCount = 10;

/** Writes a group's entries, if a condition holds. */
export function writeEntries(condition: string): string {
  return `INSERT INTO entry (writer, sequence, time, kind, agent, request, hash, content)
    SELECT $1::text, $2::bigint + e.place - 1, e.time, e.kind, e.agent, e.request, decode(e.hash, 'hex'), e.content
    FROM ROWS FROM (string_to_table($3::text, E'\\n'), unnest($4::bigint[], $5::text[], $6::uuid[], $7::uuid[], $8::text[]))
      WITH ORDINALITY e(content, time, kind, agent, request, hash, place)
    WHERE ${condition}`;
}

/** Part of a statement that writes the patients whom a group is found by, if a condition holds. */
export function writePatients(condition: string): string {
  return `patients AS (
    INSERT INTO entry_patient (patient, time, writer, sequence)
    SELECT p.patient, ($4::bigint[])[p.place], $1::text, $2::bigint + p.place - 1
    FROM unnest($9::uuid[], $10::int[]) p(patient, place) WHERE ${condition})`;
}

/** Values of {@link writeOpenRows}: what the group intends and does not end, and what it ends. */
export function openValues(group: readonly PlacedEntry[]): readonly string[] {
  const of = (kind: string) =>
    group.flatMap(({ entry }, index) =>
      entry.kind === kind ? [{ request: keyOf(entry.requestId), place: index + 1 }] : [],
    );
  const ended = new Set(of('outcome').map(({ request }) => request));
  const open = of('intent').filter(({ request }) => !ended.has(request));
  return [open.map(({ request }) => request), open.map(({ place }) => place), [...ended]].map(arrayOf);
}

/** How many values {@link openValues} gives, after those of {@link groupValues}. */
export const openValueCount = 3;

/**
 * Parts of a statement that note which intents are open, for groups that tell of writes.
 *
 * An outcome ends intents whether or not this statement sees them: what is open is asked again when it is read.
 */
export function writeOpenRows(condition: string): string {
  return `open AS (
    INSERT INTO open_intent (request, time, writer, sequence)
    SELECT o.request, ($4::bigint[])[o.place], $1::text, $2::bigint + o.place - 1
    FROM unnest($11::uuid[], $12::int[]) o(request, place) WHERE ${condition}),
  ended AS (DELETE FROM open_intent WHERE request = ANY($13::uuid[]) AND ${condition})`;
}

function arrayOf(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`;
}
