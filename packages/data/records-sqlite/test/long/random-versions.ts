import type { IndexEntry, IndexedVersion } from '@baseplate-epr/contracts';
import type { Random } from './random.ts';

/** Patients, some of whom come late. */
export const patients = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'] as const;
export const types = ['Patient', 'Observation', 'Document', 'Letter', 'Practitioner', 'List'] as const;
export const codes = ['a', 'b', 'c', 'open', 'closed'] as const;
export const systems = ['', 'http://one.example', 'http://two.example'] as const;
export const words = ['red', 'green', 'blue'] as const;

const ids: Readonly<Record<string, number>> = { Observation: 60, Document: 20, Letter: 20, Practitioner: 5, List: 6 };

/** The name of a resource that may be there, have been there, or come. */
export function randomName(random: Random): { readonly type: string; readonly id: string } {
  const type = random.among(['Patient', 'Observation', 'Observation', 'Observation', 'Document', 'Letter', ...types]);
  if (type === 'Patient') return { type, id: random.among(patients) };
  return { type, id: `${type.toLowerCase()}${random.below(ids[type] ?? 1)}` };
}

/** What a program has been writing for: things come into being while it runs, such as names of parameters. */
export interface Moment {
  /** From 0 at the beginning to 1 at the end. */
  readonly share: number;
}

/** A version of a resource; its number and time are the writer's. */
export function randomVersion(
  random: Random,
  { type, id }: { readonly type: string; readonly id: string },
  moment: Moment,
): Omit<IndexedVersion, 'versionId' | 'lastUpdated'> {
  const inside = compartmentsOf(random, type, id);
  const deleted = random.chance(0.12);
  const entries = deleted ? [] : randomEntries(random, { type, inside }, moment);
  // Now and then so long that twenty of them fill a page's text.
  const length = random.chance(0.002) ? 3_000_000 : random.below(200);
  const text = deleted ? '' : JSON.stringify({ resourceType: type, id, written: 'x'.repeat(length) });
  return {
    type,
    id,
    deleted,
    text,
    entries,
    compartments: inside.map((patient) => ({ type: 'Patient', id: patient })),
  };
}

function compartmentsOf(random: Random, type: string, id: string): readonly string[] {
  if (type === 'Patient') return [id];
  if (type === 'Practitioner' || type === 'List') return [];
  // Most letters and documents lie with one patient, so that at times all that a chart's documents refer to lies in it.
  if (random.chance(0.05)) return [];
  const [first, second] = [random.among(patients), random.among(patients)];
  return random.chance(0.15) ? [...new Set([first, second])] : [first];
}

/** Entries of a version in these compartments. */
export function randomEntries(
  random: Random,
  { type, inside }: { readonly type: string; readonly inside: readonly string[] },
  { share }: Moment,
): readonly IndexEntry[] {
  const entries: IndexEntry[] = inside.map((id) => reference('patient', 'Patient', id));
  const late = Math.floor(share * 20);
  for (let more = random.below(3); more >= 0; more -= 1) {
    // Code systems and parameters are named for the first time all along.
    const system = random.chance(0.1) ? `http://late${random.below(late + 1)}.example` : random.among(systems);
    entries.push({ kind: 'token', parameter: 'code', system, code: random.among(codes) });
  }
  if (random.chance(0.8)) entries.push(dateEntry(random));
  if (random.chance(0.1)) entries.push(dateEntry(random));
  if (random.chance(0.1))
    entries.push({ kind: 'token', parameter: `late${random.below(late + 1)}`, system: '', code: random.among(codes) });
  if (random.chance(0.5))
    entries.push({ kind: 'text', parameter: 'words', words: `${random.among(words)} ${random.among(words)}` });
  if (random.chance(0.4)) entries.push(stringEntry(random));
  if (random.chance(0.5)) entries.push(reference('performer', 'Practitioner', `practitioner${random.below(5)}`));
  // `focus` stays within its compartments for the first third of the run.
  if (random.chance(0.3)) {
    const strays = share > 0.33 && random.chance(0.02);
    const about = strays ? random.among(patients) : inside[0];
    if (about !== undefined) entries.push(reference('focus', 'Patient', about));
  }
  if (type === 'Document' && random.chance(0.9))
    entries.push(reference('context', 'Letter', `letter${random.below(20)}`));
  if (type === 'List') {
    for (let more = 0; more < 3; more += 1)
      entries.push(reference('item', 'Observation', `observation${random.below(60)}`));
  }
  return entries;
}

function dateEntry(random: Random): IndexEntry {
  const low = 1000 * random.below(30);
  return { kind: 'date', parameter: 'date', low, high: low + 500 };
}

function stringEntry(random: Random): IndexEntry {
  const exact = `${random.among(words)}${random.below(4)}`;
  return { kind: 'string', parameter: 'note', value: exact, exact };
}

function reference(parameter: string, type: string, id: string): IndexEntry {
  return { kind: 'reference', parameter, type, id, url: '' };
}
