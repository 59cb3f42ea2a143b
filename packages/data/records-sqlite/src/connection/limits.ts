import { BaseplateError } from '@baseplate-epr/contracts';

/** Refuses a page size outside what the contract allows. */
export function requireLimit(limit: number, least = 1): void {
  if (Number.isInteger(limit) && limit >= least && limit <= 10_000) return;
  throw new BaseplateError({
    code: 'query-invalid',
    message: `The size of a page must be a whole number from ${least} to 10,000.`,
  });
}
