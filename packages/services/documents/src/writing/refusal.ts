import type { FieldError } from '@baseplate-epr/clinical-format';
import { isFhirError } from '@baseplate-epr/fhir-client';
import type { Visit } from '../service/visit.ts';

/** Said when somebody else was faster. */
export const changedMeanwhile =
  'Nothing was saved, because this was changed meanwhile. Look again at what is recorded now, then decide anew.';

/**
 * Why the record did not take what a form sent, as an error that links to `field`: the role may not, or what was sent does not hold.
 * Any other failure is thrown again.
 */
export function refusalOf(error: unknown, field: string, { context }: Visit): FieldError {
  if (isFhirError(error, 403)) {
    return {
      field,
      message: `Nothing was saved: the role ${context.principal.role.display} may not do this. Ask somebody whose role may.`,
    };
  }
  if (isFhirError(error, 409, 412)) return { field, message: changedMeanwhile };
  if (isFhirError(error, 400, 422)) {
    return { field, message: 'Nothing was saved: the record did not accept this as it is written. Check each answer.' };
  }
  throw error;
}
