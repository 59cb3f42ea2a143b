import type { MedicationRequest, MedicationStatement } from '@medplum/fhirtypes';

type Medicine = MedicationRequest | MedicationStatement;

/** When it began: as the dosage or the statement says, else when it was signed or noted. */
export function startOf(resource: Medicine): string | undefined {
  if (resource.resourceType === 'MedicationStatement') {
    return resource.effectivePeriod?.start ?? resource.effectiveDateTime ?? resource.dateAsserted;
  }
  return boundsOf(resource).find(({ start }) => start !== undefined)?.start ?? resource.authoredOn;
}

const over = new Set(['stopped', 'cancelled', 'completed']);

/**
 * When it ended or is to end: the latest end of its dosages. What was stopped before its time did not end when it was planned to:
 * an end later than the last change of the record is then none, because nobody wrote when it was.
 */
export function endOf(resource: Medicine): string | undefined {
  if (resource.resourceType === 'MedicationStatement') return resource.effectivePeriod?.end;
  const planned = plannedEndOf(resource);
  const written = Date.parse(resource.meta?.lastUpdated ?? '');
  return planned !== undefined && over.has(resource.status ?? '') && Date.parse(planned) > written
    ? undefined
    : planned;
}

/** The end that was planned, whatever has become of it. */
export function plannedEndOf(resource: MedicationRequest): string | undefined {
  return boundsOf(resource)
    .flatMap(({ end }) => end ?? [])
    .sort((a, b) => Date.parse(b) - Date.parse(a))[0];
}

function boundsOf({ dosageInstruction = [] }: MedicationRequest) {
  return dosageInstruction.flatMap(({ timing }) => timing?.repeat?.boundsPeriod ?? []);
}
