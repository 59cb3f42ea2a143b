import type { Specialty } from './specialties.ts';

/** A ward or department of the acute trust. */
export interface WardFact {
  readonly key: string;
  readonly name: string;
  readonly specialty: Specialty;
  /** 0 for a department that has no numbered beds. */
  readonly beds: number;
}

/** Wards with their bed counts, then departments. */
export const wards = [
  { key: 'ward1', name: 'Ward 1', specialty: 'respiratory', beds: 28 },
  { key: 'ward2', name: 'Ward 2', specialty: 'geriatrics', beds: 28 },
  { key: 'ward3', name: 'Ward 3', specialty: 'generalSurgery', beds: 28 },
  { key: 'ward4', name: 'Ward 4', specialty: 'orthopaedics', beds: 28 },
  { key: 'ward5', name: 'Ward 5', specialty: 'cardiology', beds: 24 },
  { key: 'ward6', name: 'Ward 6', specialty: 'renal', beds: 20 },
  { key: 'ward7', name: 'Ward 7', specialty: 'generalMedicine', beds: 28 },
  { key: 'ward8', name: 'Ward 8', specialty: 'generalMedicine', beds: 28 },
  { key: 'children', name: "Children's ward", specialty: 'paediatrics', beds: 24 },
  { key: 'maternity', name: 'Maternity ward', specialty: 'obstetrics', beds: 24 },
  { key: 'emergency', name: 'Emergency department', specialty: 'generalMedicine', beds: 0 },
  { key: 'outpatients', name: 'Outpatient department', specialty: 'generalMedicine', beds: 0 },
] as const satisfies readonly WardFact[];

/** Short name of a ward or department in {@link wards}. */
export type WardKey = (typeof wards)[number]['key'];
