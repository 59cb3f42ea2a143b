import type { Compartment } from '@baseplate-epr/contracts';
import { keyOf } from './keys.ts';

/** Compartments of this type decide where a resource is kept. */
export const homeType = 'Patient';

/**
 * Where a resource is kept: with the first patient whose compartment it lies in when it is first written, else by itself. It
 * stays there for ever, wherever later versions lie.
 */
export function homeOf(key: string, compartments: readonly Compartment[], type: string): string {
  const patient = compartments.find((compartment) => compartment.type === type);
  return patient === undefined ? key : keyOf(patient.type, patient.id);
}
