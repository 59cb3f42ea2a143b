import { setTimeout as pause } from 'node:timers/promises';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { Connections } from '../connection/pools.ts';

/** How long the server may take to come back before the fate of a write is told as unknown. */
const patience = 5000;
const between = 100;

/**
 * Finds out what became of a transaction whose connection broke before its end was acknowledged: PostgreSQL knows, also after it
 * has restarted. Resolves if it was committed.
 * @throws BaseplateError `storage-unavailable` if it was not, or if the server does not come back in time.
 */
export async function settleLost(control: Connections, id: string, cause: unknown): Promise<void> {
  for (const until = Date.now() + patience; Date.now() < until; await pause(between)) {
    const status = await statusOf(control, id);
    if (status === 'committed') return;
    if (status === 'aborted') throw notWritten(cause);
  }
  throw new BaseplateError({
    code: 'storage-unavailable',
    message:
      'The connection to PostgreSQL broke while a write was being acknowledged, and the server did not come back to tell whether it was written. Read again before writing again.',
    cause,
  });
}

/** Undefined while the server cannot be asked, or the transaction has not ended yet. */
async function statusOf(control: Connections, id: string): Promise<string | undefined> {
  try {
    return await control.lend(async (client) => {
      const { rows } = await client.query<{ status: string | null }>('SELECT pg_xact_status($1::xid8) AS status', [id]);
      return rows[0]?.status ?? undefined;
    });
  } catch {
    return undefined; // Asked again until the time is up.
  }
}

function notWritten(cause: unknown): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message:
      'The connection to PostgreSQL broke before a write was complete. Nothing of this call was written. Try again.',
    cause,
  });
}
