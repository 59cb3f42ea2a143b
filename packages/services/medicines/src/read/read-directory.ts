import { practitionersOf } from '@baseplate-epr/clinical-format';
import { allowed, type FhirClient } from '@baseplate-epr/fhir-client';
import type { MedicationRequest, MedicationStatement, Resource } from '@medplum/fhirtypes';

/** For which medicines, and which of the replaced ones are at hand. */
export interface ReadDirectoryOptions {
  readonly patient: string;
  readonly medicines: readonly (MedicationRequest | MedicationStatement)[];
  readonly known: readonly Resource[];
}

/** Reads who the prescribers work for, and the prescriptions that were replaced. */
export async function readDirectory(client: FhirClient, { patient, medicines, known }: ReadDirectoryOptions) {
  const practitioners = practitionersOf(medicines);
  const replaced = medicines
    .flatMap((one) => (one.resourceType === 'MedicationRequest' ? (one.priorPrescription?.reference ?? []) : []))
    .filter((reference) => !known.some(({ resourceType, id }) => `${resourceType}/${id}` === reference))
    .flatMap((reference) => /^MedicationRequest\/(.+)$/.exec(reference)?.[1] ?? []);
  const [roles, prior] = await Promise.all([
    practitioners.length === 0
      ? []
      : allowed(
          client
            .search('PractitionerRole', {
              practitioner: practitioners.slice(0, 100).join(','),
              _count: 200,
              _include: 'PractitionerRole:organization',
            })
            .then(({ matches, included }) => [...matches, ...included]),
        ),
    replaced.length === 0
      ? []
      : client
          .search('MedicationRequest', {
            patient,
            _id: replaced.slice(0, 100).join(','),
            _count: 100,
            _include: 'MedicationRequest:medication',
          })
          .then(({ matches, included }) => [...matches, ...included]),
  ]);
  return { resources: [...known, ...(roles ?? []), ...prior], withheld: roles === undefined };
}
