import type { RecordStore } from '@baseplate-epr/contracts';
import { compareDigests } from '../compare-digests.ts';
import type { ComparedRange, RecordComparison, RecordDifference } from '../comparison-types.ts';
import type { PatientCount, PatientCounts } from './report-types.ts';

/** What {@link gatherPatients} found. */
export interface GatheredPatients {
  readonly counts: PatientCounts;
  /** Ids of the patients to show on the sample sheet: some that differ, then some drawn by lot. */
  readonly chosen: readonly string[];
}

/** Where to look. */
export interface GatherPatientsOptions {
  readonly left: Pick<RecordStore, 'digest'>;
  readonly right: Pick<RecordStore, 'digest'>;
  /** What is known to differ: a store goes on telling the digests of a patient of whom it has lost something since. */
  readonly differences: readonly RecordDifference[];
  /** Of a comparison by content: what is counted in place of what the stores keep. */
  readonly byContent?: RecordComparison['byContent'];
  /** Patients on the sample sheet. */
  readonly sampleSize: number;
  /** From 0 up to 1, as `Math.random` gives. */
  random(): number;
  readonly signal?: AbortSignal;
}

const listedPatients = 10_000;
const prefix = 'Patient/';

/** Goes once through the patients of both stores, counts them, and chooses some; memory does not grow with their number. */
export async function gatherPatients(options: GatherPatientsOptions): Promise<GatheredPatients> {
  const { left, right, differences, byContent, sampleSize, random, signal } = options;
  const named = new Set(differences.flatMap(patientsOf));
  const all: PatientCount[] = [];
  const differing: PatientCount[] = [];
  const lot: string[] = [];
  let total = 0;
  let different = 0;

  const onRanges = (ranges: ComparedRange) => {
    if (!ranges.name.startsWith(prefix)) return;
    const patient = patientCount(ranges, named);
    total += 1;
    if (all.length < listedPatients) all.push(patient);
    // Each patient so far is in the lot with equal chance.
    const place = total <= sampleSize ? total - 1 : Math.floor(random() * total);
    if (place < sampleSize) lot[place] = patient.id;
    if (!differs(patient)) return;
    different += 1;
    if (differing.length < listedPatients) differing.push(patient);
  };
  if (byContent === undefined) await compareDigests({ left, right, by: 'compartment', signal, onRanges });
  else byContent.forEach(onRanges);
  const some = differing.slice(0, Math.ceil(sampleSize / 2)).map(({ id }) => id);
  const chosen = [...new Set([...some, ...lot])].slice(0, sampleSize);
  return { counts: { total, different, listed: total > listedPatients ? differing : all }, chosen };
}

/** Whether anything of a patient is known to differ. */
export function differs({ sums, named }: PatientCount): boolean {
  return sums.left !== sums.right || named === true;
}

function patientsOf(difference: RecordDifference): readonly string[] {
  return difference.kind === 'damaged'
    ? difference.suspects.flatMap(({ patients }) => patients)
    : (difference.patients ?? []);
}

function patientCount({ name, left, right }: ComparedRange, named: ReadonlySet<string>): PatientCount {
  const id = name.slice(prefix.length);
  return {
    id,
    ...(named.has(id) ? { named: true } : {}),
    versions: { left: left?.versions ?? 0, right: right?.versions ?? 0 },
    sums: { left: left?.sum, right: right?.sum },
  };
}
