import { BaseplateError } from '@baseplate-epr/contracts';

/** A page ends at this many bytes of text, so that a page of large resources does not fill the memory. */
export const bytesPerPage = 16_000_000;

/** Refuses a page size outside what the contract allows. */
export function requireLimit(limit: number, least = 1): void {
  if (Number.isInteger(limit) && limit >= least && limit <= 10_000) return;
  throw new BaseplateError({
    code: 'query-invalid',
    message: `The size of a page must be a whole number from ${least} to 10,000.`,
  });
}

/** What a caller is told whose query needs more than it may have. */
export function tooCostly(limit: number): BaseplateError {
  return new BaseplateError({
    code: 'query-too-costly',
    message: `Answering would mean examining more than ${limit.toLocaleString('en-GB')} candidates, which is the limit. Narrow the search, for example to one patient, a code or a time, or raise the limit.`,
    details: { candidateLimit: limit },
  });
}
