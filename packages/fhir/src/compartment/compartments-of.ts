import type { Compartment, IndexEntry } from '@baseplate-epr/contracts';
import { compartmentParameters } from './compartment-parameters.ts';

/** A resource and what its references are. */
export interface CompartmentsOfOptions {
  readonly type: string;
  /** Absent when the resource has none yet. */
  readonly id?: string | undefined;
  /** The resource's index entries. */
  readonly entries: readonly IndexEntry[];
  /** Which compartments to look for. Default: `Patient` alone. */
  readonly of?: readonly string[];
}

const patientAlone = ['Patient'];

/**
 * The compartments a resource lies in: it refers to the resource that spans one by a parameter that the CompartmentDefinition
 * names, or it is that resource (https://hl7.org/fhir/R4/compartmentdefinition.html). Each once; the resource itself first.
 */
export function compartmentsOf(options: CompartmentsOfOptions): readonly Compartment[] {
  const found: Compartment[] = [];
  for (const compartment of options.of ?? patientAlone) {
    if (options.type === compartment && options.id !== undefined) found.push({ type: compartment, id: options.id });
    const parameters = compartmentParameters(compartment, options.type);
    if (parameters.size === 0) continue;
    for (const entry of options.entries) {
      if (entry.kind !== 'reference' || entry.type !== compartment || !parameters.has(entry.parameter)) continue;
      if (!isAmong(found, entry)) found.push({ type: entry.type, id: entry.id });
    }
  }
  return found;
}

function isAmong(compartments: readonly Compartment[], { type, id }: Compartment): boolean {
  for (const one of compartments) if (one.type === type && one.id === id) return true;
  return false;
}
