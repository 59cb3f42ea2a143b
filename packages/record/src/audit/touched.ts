import type { StoredVersion } from '@baseplate-epr/contracts';
import { createListMemory } from './list-memory.ts';
import { addPatientsNamed } from './patients-named.ts';

/** The parts of a version that the audit looks at; of the text it keeps which patients it refers to. */
export type TouchedVersion = Pick<StoredVersion, 'type' | 'id' | 'versionId' | 'compartments' | 'text'>;

/** A version that is about to be written. */
export interface WrittenVersion {
  readonly version: TouchedVersion;
  /** {@link patientsOf} what it takes the place of: they are written about as well. */
  readonly patientsBefore?: readonly string[] | undefined;
}

/** The members of an audit entry that say what was touched. */
export interface Touched {
  readonly patients: readonly string[];
  readonly resources: readonly string[];
  readonly resourceCount: number;
}

const cut = 1000;

/**
 * Names every patient in whose compartment a version lies or to whom it refers, and every version up to the 1,000 that an entry may hold.
 *
 * @param baseUrl - of this record.
 */
export function touched(versions: readonly TouchedVersion[], baseUrl: string): Touched {
  if (versions.length < listed) return named(versions, baseUrl);
  const before = lists.find(versions);
  if (before?.baseUrl === baseUrl) return before.touched;
  const made = named(versions, baseUrl);
  lists.note(versions, { baseUrl, touched: made });
  return made;
}

/**
 * The same of versions that are about to be written, and of what they take the place of. Nothing of it is kept: a version is written once, and
 * what is remembered by thousands of objects that are soon gone has the collector look for them each time.
 *
 * @param baseUrl - of this record.
 */
export function touchedByWrites(writes: readonly WrittenVersion[], baseUrl: string): Touched {
  const patients = new Set<string>();
  const resources: string[] = [];
  for (const { version, patientsBefore = [] } of writes) {
    if (resources.length < cut) resources.push(nameOf(version));
    if (version.type === 'Patient') patients.add(version.id);
    addPatientsIn(patients, version.type, version, baseUrl);
    for (const patient of patientsBefore) patients.add(patient);
  }
  return { patients: [...patients].sort(), resources, resourceCount: writes.length };
}

/**
 * Ids of the patients in whose compartment a version lies or to whom it refers. They hold nothing of its text, which may be let go: a transaction
 * of small updates takes the place of texts that are a hundred times as long together.
 *
 * @param baseUrl - of this record.
 */
export function patientsOf(
  version: Pick<StoredVersion, 'type' | 'compartments' | 'text'>,
  baseUrl: string,
): readonly string[] {
  const patients = new Set<string>();
  addPatientsIn(patients, version.type, version, baseUrl);
  return [...patients].map(apart);
}

/** The same characters by themselves: what is cut out of a text stands for a place in it, and keeps all of it in memory. */
function apart(cutOut: string): string {
  return [...cutOut].join('');
}

/** From so many versions on a list is remembered. */
const listed = 5;

/** A chart that has not changed is the same list each time. */
const lists = createListMemory<TouchedVersion, { readonly baseUrl: string; readonly touched: Touched }>({
  most: 12 * 1024 * 1024,
  sizeOf: ({ text }) => text.length,
});

function named(versions: readonly TouchedVersion[], baseUrl: string): Touched {
  const patients = new Set<string>();
  const resources: string[] = [];
  for (const version of versions) {
    const { name, ids } = knownOf(version, baseUrl);
    if (resources.length < cut) resources.push(name);
    for (const id of ids) patients.add(id);
  }
  return { patients: [...patients].sort(), resources, resourceCount: versions.length };
}

/** What an entry says of one version. */
interface KnownVersion {
  readonly baseUrl: string;
  readonly name: string;
  /** Patients in whose compartment it lies or to whom it refers. */
  readonly ids: readonly string[];
}

/** Its patients are found by reading the whole text, so they stay with a version for as long as that is kept: a chart is read far more often than written. */
const known = new WeakMap<TouchedVersion, KnownVersion>();

function knownOf(version: TouchedVersion, baseUrl: string): KnownVersion {
  const found = known.get(version);
  if (found?.baseUrl === baseUrl) return found;
  const { type, id } = version;
  const patients = new Set(type === 'Patient' ? [id] : []);
  addPatientsIn(patients, type, version, baseUrl);
  const made = { baseUrl, name: nameOf(version), ids: [...patients] };
  known.set(version, made);
  return made;
}

function nameOf({ type, id, versionId }: TouchedVersion): string {
  return `${type}/${id}/_history/${versionId}`;
}

/** A Binary holds bytes, and lies in the compartments of what protects it. */
function addPatientsIn(
  patients: Set<string>,
  type: string,
  { compartments, text }: Pick<StoredVersion, 'compartments' | 'text'>,
  baseUrl: string,
): void {
  for (const one of compartments) if (one.type === 'Patient') patients.add(one.id);
  if (type !== 'Binary') addPatientsNamed(patients, text, baseUrl);
}
