import { readVerificationStatus } from '../identifier/nhs-number-verification-status.ts';
import type { Codes } from '../terminology/judge-codes.ts';

const verificationStatus = 'https://fhir.hl7.org.uk/ValueSet/UKCore-NHSNumberVerificationStatus';

/**
 * Advice on a code that its value set has dropped, although the national services still send it; undefined for any other. Refusing it
 * would keep out what the Personal Demographics Service says of a patient.
 */
export function retiredCodes(valueSet: string, codes: Codes): string | undefined {
  if (valueSet !== verificationStatus) return undefined;
  const isRetired = codes.some(
    (one) => one?.system !== undefined && readVerificationStatus(one.system, one.code)?.isRetired,
  );
  return isRetired
    ? 'The verification status comes from a retired code system; it is read, but write it with a code of UKCore-NHSNumberVerificationStatusEngland.'
    : undefined;
}
