import type { PatientContext } from '../clinical/patient-context.ts';
import type { MedicineKey } from '../data/medicines.ts';
import type { LaboratoryLevels } from '../laboratory/laboratory-levels.ts';
import type { DrawnCondition } from './draw-conditions.ts';
import type { DrawVitalSigns } from './vital-sign-levels.ts';

/** A patient's record with all that later chapters build on. */
export interface Life {
  readonly context: PatientContext;
  readonly conditions: readonly DrawnCondition[];
  /** Keys of the conditions, and `warfarin` where it is taken. */
  readonly keys: readonly string[];
  readonly medicines: readonly MedicineKey[];
  readonly laboratory: LaboratoryLevels;
  readonly vitalSigns: DrawVitalSigns;
}
