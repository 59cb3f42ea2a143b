import type { PatientContext } from '../clinical/patient-context.ts';
import { recordVitalSigns } from '../clinical/record-vital-signs.ts';
import type { Consciousness, VitalSigns } from '../clinical/vital-signs.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { hour } from '../time/durations.ts';

/** Hours before now; respirations, SpO₂, oxygen, systolic, diastolic, pulse, consciousness, temperature. */
export type SetRow = readonly [number, number, number, 'air' | number, number, number, number, Consciousness, number];

/** Writes complete sets of observations, oldest first. */
export function recordSets(
  context: PatientContext,
  event: { readonly performer: ResourceReference; readonly encounter: ResourceReference },
  rows: readonly SetRow[],
): void {
  for (const [
    hoursAgo,
    respiratoryRate,
    oxygenSaturation,
    inspiredOxygen,
    systolic,
    diastolic,
    heartRate,
    consciousness,
    temperature,
  ] of rows) {
    const signs: VitalSigns = {
      respiratoryRate,
      oxygenSaturation,
      inspiredOxygen,
      systolic,
      diastolic,
      heartRate,
      consciousness,
      temperature,
    };
    recordVitalSigns(context, { at: context.now - hoursAgo * hour, ...event }, signs);
  }
}
