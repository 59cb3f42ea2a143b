import type { MedicationRequest, MedicationStatement } from '@medplum/fhirtypes';

type Medicine = MedicationRequest | MedicationStatement;

/** When it began: as the dosage or the statement says, else when it was signed or noted. */
export function startOf(resource: Medicine): string | undefined {
  if (resource.resourceType === 'MedicationStatement') {
    return resource.effectivePeriod?.start ?? resource.effectiveDateTime ?? resource.dateAsserted;
  }
  return boundsOf(resource).find(({ start }) => start !== undefined)?.start ?? resource.authoredOn;
}

/** When it ended or is to end: the latest end of its dosages. */
export function endOf(resource: Medicine): string | undefined {
  if (resource.resourceType === 'MedicationStatement') return resource.effectivePeriod?.end;
  return boundsOf(resource)
    .flatMap(({ end }) => end ?? [])
    .sort((a, b) => Date.parse(b) - Date.parse(a))[0];
}

function boundsOf({ dosageInstruction = [] }: MedicationRequest) {
  return dosageInstruction.flatMap(({ timing }) => timing?.repeat?.boundsPeriod ?? []);
}
