import type { PatientContext } from '../clinical/patient-context.ts';

/** @param index place of the patient in the population, which decides who is on a ward */
export function tellDrawnLife(context: PatientContext, index: number): void {
  void context;
  void index;
}
