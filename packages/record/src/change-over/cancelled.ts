import { BaseplateError } from '@baseplate-epr/contracts';

/** @throws BaseplateError `cancelled` if whoever asked has given up. */
export function requireWanted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new BaseplateError({
    code: 'cancelled',
    message: 'Stopped because somebody asked for it. What was done is kept; begin again where it stopped.',
  });
}
