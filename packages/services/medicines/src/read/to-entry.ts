import { describeMedicine, sourceOf } from '@baseplate-epr/clinical-format';
import type { Encounter, Medication, MedicationRequest, MedicationStatement, Resource } from '@medplum/fhirtypes';
import { endOf, startOf } from './medicine-dates.ts';
import type { MedicineEntry } from './medicine-entry.ts';

/** Makes a line of a list; `directory` holds the encounters, products, roles and earlier prescriptions it refers to. */
export function toEntry(
  resource: MedicationRequest | MedicationStatement,
  directory: readonly Resource[],
): MedicineEntry {
  const medication = find<Medication>(directory, 'Medication', resource.medicationReference?.reference);
  const request = resource.resourceType === 'MedicationRequest' ? resource : undefined;
  const encounter = find<Encounter>(directory, 'Encounter', request?.encounter?.reference);
  const prior = find<MedicationRequest>(directory, 'MedicationRequest', request?.priorPrescription?.reference);
  return {
    resource,
    medication,
    description: describeMedicine(resource, medication === undefined ? {} : { medication }),
    source: sourceOf(resource, directory),
    started: startOf(resource),
    ended: endOf(resource),
    thisAdmission: encounter?.class?.code === 'IMP' && ['in-progress', 'onleave'].includes(encounter.status ?? ''),
    replaces: prior === undefined ? request?.priorPrescription?.display : nameOf(prior, directory),
  };
}

function nameOf(prior: MedicationRequest, directory: readonly Resource[]): string {
  const medication = find<Medication>(directory, 'Medication', prior.medicationReference?.reference);
  return describeMedicine(prior, medication === undefined ? {} : { medication }).generic;
}

function find<Found extends Resource>(
  directory: readonly Resource[],
  type: Found['resourceType'],
  reference: string | undefined,
): Found | undefined {
  return directory.find(
    (entry): entry is Found => entry.resourceType === type && `${entry.resourceType}/${entry.id}` === reference,
  );
}
