import { BaseplateError } from '@baseplate-epr/contracts';

/** @throws BaseplateError `cancelled` if nobody waits for the answer any more */
export function requireWaiting(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new BaseplateError({
    code: 'cancelled',
    message: 'The caller gave up before the work was begun. Nothing was done.',
  });
}
