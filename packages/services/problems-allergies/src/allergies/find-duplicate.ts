import { describeAllergy } from '@baseplate-epr/clinical-format';
import type { AllergyIntolerance, CodeableConcept } from '@medplum/fhirtypes';
import { isInForce } from './in-force.ts';

/** The entry in force about the same substance: by a shared code, or by its name whatever its capitals. */
export function findDuplicate(
  entries: readonly AllergyIntolerance[],
  concept: CodeableConcept,
): AllergyIntolerance | undefined {
  const codes = new Set((concept.coding ?? []).map(({ system, code }) => `${system}|${code}`));
  const name = concept.text?.trim().toLowerCase();
  return entries.find(
    (entry) =>
      isInForce(entry) &&
      (entry.code?.coding?.some((one) => codes.has(`${one.system}|${one.code}`)) === true ||
        describeAllergy(entry).substance.trim().toLowerCase() === name),
  );
}
