import { BaseplateError } from '@baseplate-epr/contracts';

/** Refuses a page size outside `lowest` to 10,000. */
export function requireLimit(limit: number, lowest = 1): void {
  if (Number.isInteger(limit) && limit >= lowest && limit <= 10_000) return;
  throw new BaseplateError({
    code: 'query-invalid',
    message: `A page of ${limit} was asked for. Ask for a whole number from ${lowest} to 10,000.`,
  });
}
