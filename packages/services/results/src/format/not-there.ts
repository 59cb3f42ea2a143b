import { emptyState, fragmentResponse } from '@baseplate-epr/clinical-format';

/** The answer for what is not in this patient's record, whether it is nowhere or in another one. */
export function notThere(): Response {
  return fragmentResponse(emptyState('There is no such result in this record.'), 404);
}
