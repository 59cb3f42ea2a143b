import { BaseplateError } from '@baseplate-epr/contracts';

/** Refuses a page size outside 1 to 10,000. */
export function requireLimit(limit: number): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= 10_000) return;
  throw new BaseplateError({ code: 'query-invalid', message: 'The limit must be a whole number from 1 to 10,000.' });
}
