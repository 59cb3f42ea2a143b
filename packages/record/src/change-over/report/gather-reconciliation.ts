import type { Clock, RecordStore } from '@baseplate-epr/contracts';
import type { RecordComparison } from '../comparison-types.ts';
import { countTypes } from './count-types.ts';
import { gatherPatients } from './gather-patients.ts';
import type { PatientCounts, SamplePatient, TypeCount } from './report-types.ts';
import { readSample } from './sample/read-sample.ts';

/** What a report shows beside what a comparison found. */
export interface GatheredReconciliation {
  readonly types: readonly TypeCount[];
  readonly patients: PatientCounts;
  readonly sample: readonly SamplePatient[];
}

/** Where to look. */
export interface GatherReconciliationOptions {
  readonly left: Pick<RecordStore, 'digest' | 'history' | 'read' | 'search'>;
  readonly right: Pick<RecordStore, 'digest' | 'history' | 'read' | 'search'>;
  /** What the comparison has found: the patients whom it names differ, whatever the stores say of them. */
  readonly records: Pick<RecordComparison, 'differences' | 'byContent'>;
  readonly clock: Clock;
  /** Patients on the sample sheet. Default 10. */
  readonly sampleSize?: number;
  /** From 0 up to 1, as `Math.random` gives; decides which patients are on the sample sheet. */
  random(): number;
  readonly signal?: AbortSignal;
}

/**
 * Counts by type and by patient, and reads the sample sheet: patients that differ come first, the others are drawn by lot.
 *
 * @throws BaseplateError `cancelled`; whatever the stores throw, but for what one cannot count or show, which the report says
 */
export async function gatherReconciliation(options: GatherReconciliationOptions): Promise<GatheredReconciliation> {
  const { left, right, records, clock, sampleSize = 10, random, signal } = options;
  const types = await countTypes(left, right, signal);
  const { counts, chosen } = await gatherPatients({ left, right, ...records, sampleSize, random, signal });
  const sample = await readSample({ left, right, patients: chosen, now: clock.now() });
  return { types, patients: counts, sample };
}
