import { setTimeout as pause } from 'node:timers/promises';
import { BaseplateError } from '@baseplate-epr/contracts';
import { isConnectionLoss } from '@baseplate-epr/postgres-connection';

/** One try of a transaction. */
export interface Attempt {
  /** An earlier try was sent to its end, and its acknowledgement was lost: it may have taken effect. */
  readonly lost: boolean;
  /** Set when the end of the transaction is sent. */
  sent: boolean;
}

/** How long the server may take to come back before the fate of a write is told as unknown. */
const patience = 10_000;
const between = 100;

/**
 * Tries a transaction; again, once, if the connection broke before its end was sent, since it may have been dead since the server
 * last restarted. If the acknowledgement is lost it is tried until the server answers: under the lock, which the first try held
 * until it ended, what it wrote is there or never will be.
 *
 * @throws BaseplateError `storage-unavailable` if the server does not come back in time; whatever else the transaction throws.
 */
export async function againUntilKnown<Result>(attempt: (attempt: Attempt) => Promise<Result>): Promise<Result> {
  const until = Date.now() + patience;
  let lost = false;
  for (let tries = 1; ; tries += 1) {
    const current: Attempt = { lost, sent: false };
    try {
      return await attempt(current);
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      lost ||= current.sent;
      if (!lost && tries > 1) throw error;
      if (lost && Date.now() > until) throw unknown(error);
    }
    if (lost) await pause(between);
  }
}

function unknown(cause: unknown): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message:
      'The connection to PostgreSQL broke while a write was being acknowledged, and the server did not come back to tell whether it was written. Read again before writing again.',
    cause,
  });
}
