import { isFhirError } from './fhir-error.ts';

/** Said when somebody else was faster. */
export const changedMeanwhile =
  'Nothing was saved, because this was changed meanwhile. Look again at what is recorded now, then decide anew.';

/** Why something was not written, for an error summary that links to `field`. */
export interface Refusal {
  readonly field: string;
  readonly message: string;
}

/**
 * Why the server did not take what a form sent, in words for the person who sent it: the role may not (403), somebody was faster
 * (409, 412), or what was sent does not hold (400, 422). Any other failure is thrown again.
 */
export function refusalOf(
  error: unknown,
  field: string,
  { role }: { readonly role: { readonly display: string } },
): Refusal {
  if (isFhirError(error, 403)) {
    return {
      field,
      message: `Nothing was saved: the role ${role.display} may not do this. Ask somebody whose role may.`,
    };
  }
  if (isFhirError(error, 409, 412)) return { field, message: changedMeanwhile };
  if (isFhirError(error, 400, 422)) {
    return { field, message: 'Nothing was saved: the record did not accept this as it is written. Check each answer.' };
  }
  throw error;
}
