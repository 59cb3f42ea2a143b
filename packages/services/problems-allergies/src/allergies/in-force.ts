import { codesOf } from '@baseplate-epr/clinical-format';
import type { AllergyIntolerance } from '@medplum/fhirtypes';

/** SNOMED CT: "No known allergy", and the older "No known allergies". */
export const noKnownAllergyCodes: ReadonlySet<string> = new Set(['716186003', '160244002']);

/** Whether an entry holds now: neither refuted, nor mistaken, nor over. */
export function isInForce({ verificationStatus, clinicalStatus }: AllergyIntolerance): boolean {
  const verification = codesOf(verificationStatus)[0]?.code;
  const clinical = codesOf(clinicalStatus)[0]?.code;
  return (
    verification !== 'refuted' &&
    verification !== 'entered-in-error' &&
    clinical !== 'inactive' &&
    clinical !== 'resolved'
  );
}

/** Whether an entry says that there are none. */
export function isNoKnownAllergy({ code }: AllergyIntolerance): boolean {
  return codesOf(code).some((one) => one.code !== undefined && noKnownAllergyCodes.has(one.code));
}
