import { setTimeout as pause } from 'node:timers/promises';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { PoolClient } from 'pg';
import type { Connections } from './connections.ts';

/** A transaction whose connection broke before its end was acknowledged. */
export interface LostTransaction {
  /** What it was about, as messages name it. */
  readonly what: string;
  readonly cause: unknown;
  /**
   * Looks for something that only this transaction can have left. It must first wait until the transaction has ended, by taking a
   * lock that it held. Its number will not do (`pg_xact_status`): a crash forgets the numbers of what was never flushed, and gives
   * them to others.
   */
  wasCommitted(client: PoolClient): Promise<boolean>;
}

/** How long the server may take to come back before the fate of a write is told as unknown. */
const patience = 5_000;
const between = 100;

/**
 * Finds out what became of a transaction. Resolves if it was committed.
 * @throws BaseplateError `storage-unavailable` if it was not, or if the server does not come back in time.
 */
export async function settleLost(connections: Connections, lost: LostTransaction): Promise<void> {
  const { what, cause } = lost;
  const unavailable = (message: string) => new BaseplateError({ code: 'storage-unavailable', message, cause });
  for (const until = Date.now() + patience; Date.now() < until; await pause(between)) {
    const committed = await ask(connections, lost);
    if (committed === true) return;
    if (committed === false) {
      throw unavailable(
        `The connection to the PostgreSQL of the ${what} broke before a write was complete. Nothing of this call was written. Try again.`,
      );
    }
  }
  throw unavailable(
    `The connection to the PostgreSQL of the ${what} broke while a write was being acknowledged, and the server did not come back to tell whether it was written. Read again before writing again.`,
  );
}

/** Undefined while the server cannot be asked. */
async function ask(connections: Connections, { wasCommitted }: LostTransaction): Promise<boolean | undefined> {
  try {
    return await connections.lend(wasCommitted);
  } catch {
    return undefined; // Asked again until the time is up.
  }
}
