import type { RecordStore } from '@baseplate-epr/contracts';
import { compareDigests } from '../compare-digests.ts';
import type { ComparedRange } from '../comparison-types.ts';
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
  const { left, right, sampleSize, random, signal } = options;
  const all: PatientCount[] = [];
  const differing: PatientCount[] = [];
  const lot: string[] = [];
  let total = 0;
  let different = 0;

  const onRanges = (ranges: ComparedRange) => {
    if (!ranges.name.startsWith(prefix)) return;
    const patient = patientCount(ranges);
    total += 1;
    if (all.length < listedPatients) all.push(patient);
    // Each patient so far is in the lot with equal chance.
    const place = total <= sampleSize ? total - 1 : Math.floor(random() * total);
    if (place < sampleSize) lot[place] = patient.id;
    if (patient.sums.left === patient.sums.right) return;
    different += 1;
    if (differing.length < listedPatients) differing.push(patient);
  };
  await compareDigests({ left, right, by: 'compartment', signal, onRanges });
  const some = differing.slice(0, Math.ceil(sampleSize / 2)).map(({ id }) => id);
  const chosen = [...new Set([...some, ...lot])].slice(0, sampleSize);
  return { counts: { total, different, listed: total > listedPatients ? differing : all }, chosen };
}

function patientCount({ name, left, right }: ComparedRange): PatientCount {
  return {
    id: name.slice(prefix.length),
    versions: { left: left?.versions ?? 0, right: right?.versions ?? 0 },
    sums: { left: left?.sum, right: right?.sum },
  };
}
