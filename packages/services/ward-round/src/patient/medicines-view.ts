import { describeMedicine, formatDate, medicineLine } from '@baseplate-epr/clinical-format';
import { allowed } from '@baseplate-epr/fhir-client';
import type { MedicationRequest, MedicationStatement, Resource } from '@medplum/fhirtypes';
import type { Visit } from '../visit.ts';

/** Current medicines, newest first. */
export interface MedicinesView {
  readonly medicines: readonly {
    /** The line of the NHS Common User Interface, as markup made here from escaped words. */
    readonly line: string;
    /** A status that must stand out, such as Suspended, with its reason. */
    readonly status: string | undefined;
    readonly since: string;
  }[];
  readonly more: boolean;
  /** True if what was reported but not prescribed here is withheld. */
  readonly reportedWithheld: boolean;
}

const limit = 200;

/** Reads what is prescribed and what is reported to be taken. */
export async function medicinesView({ record }: Visit, patient: string): Promise<MedicinesView> {
  const [requests, statements] = await Promise.all([
    record.search('MedicationRequest', {
      patient,
      status: 'active,on-hold,unknown,draft',
      _sort: '-authoredon',
      _include: 'MedicationRequest:medication',
      _count: limit,
    }),
    allowed(
      record.search('MedicationStatement', {
        patient,
        status: 'active,on-hold,unknown,intended',
        _sort: '-effective',
        _include: 'MedicationStatement:medication',
        _count: limit,
      }),
    ),
  ]);
  const found = [...requests.matches, ...(statements?.matches ?? [])];
  return {
    medicines: found
      .toSorted((one, other) => startOf(other).localeCompare(startOf(one)))
      .map((resource) => medicineRow(resource, [...requests.included, ...(statements?.included ?? [])])),
    more: requests.next !== undefined || statements?.next !== undefined,
    reportedWithheld: statements === undefined,
  };
}

function medicineRow(
  resource: MedicationRequest | MedicationStatement,
  included: readonly Resource[],
): MedicinesView['medicines'][number] {
  const reference = resource.medicationReference?.reference;
  const medication = included.find((each) => `${each.resourceType}/${each.id}` === reference);
  const options = medication === undefined ? {} : { medication };
  const { word, standsOut, reason } = describeMedicine(resource, options);
  const start = startOf(resource);
  return {
    line: String(medicineLine(resource, options)),
    status: standsOut ? `${word}${reason === undefined ? '' : `: ${reason}`}` : undefined,
    since: start === '' ? 'Start not recorded' : `Since ${formatDate(start)}`,
  };
}

function startOf(resource: MedicationRequest | MedicationStatement): string {
  const start =
    resource.resourceType === 'MedicationRequest'
      ? resource.authoredOn
      : (resource.effectiveDateTime ?? resource.effectivePeriod?.start ?? resource.dateAsserted);
  return start ?? '';
}
