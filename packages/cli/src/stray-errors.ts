import type { EventEmitter } from 'node:events';
import { isBaseplateError, type Logger } from '@baseplate-epr/contracts';

/** What to do about errors that no code waits for. */
export interface StrayErrorsOptions {
  readonly logger: Logger;
  /** Ends the program in good order: something is in a state that nobody knows. */
  stop(): void;
}

/**
 * Takes errors that reach the process itself, such as those of a service that forgets a promise. Node would end the program at once, and
 * print messages that may hold patient data.
 *
 * A forgotten promise has left nothing half done in the record: it goes on. After an exception that nobody caught the requests in hand are
 * finished, and the program ends.
 */
export function takeStrayErrors(target: EventEmitter, { logger, stop }: StrayErrorsOptions): void {
  target.on('unhandledRejection', (reason: unknown) => {
    logger.error('A promise failed and nobody was waiting for it. Find the module in its place, and report it.', {
      code: codeOf(reason),
      place: placeOf(reason),
    });
  });
  target.on('uncaughtException', (error: unknown) => {
    logger.error('An error was thrown and nobody caught it: stopping. Find the module in its place, and report it.', {
      code: codeOf(error),
      place: placeOf(error),
    });
    stop();
  });
}

function codeOf(error: unknown): string {
  if (isBaseplateError(error)) return error.code;
  return error instanceof Error ? error.name : 'unexpected';
}

/** The frames of the stack, which hold no data, without the message above them, which may. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return frames
    .slice(0, 8)
    .map((line) => line.trim())
    .join(' ');
}
