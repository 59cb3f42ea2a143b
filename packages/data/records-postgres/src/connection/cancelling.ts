import { BaseplateError } from '@baseplate-epr/contracts';
import type { Connections } from '@baseplate-epr/postgres-connection';
import type { PoolClient } from 'pg';

/**
 * Runs statements on a connection until they end or the signal says that nobody waits for them any more: then the server is told to
 * end the one that runs.
 * @throws BaseplateError `cancelled` once the signal has spoken, whatever came of the statements.
 */
export async function cancelling<Result>(
  client: PoolClient & { readonly processID?: number | null },
  control: Connections,
  signal: AbortSignal | undefined,
  run: () => Promise<Result>,
): Promise<Result> {
  if (signal === undefined) return run();
  if (signal.aborted) throw abandoned();
  let cancelled: Promise<unknown> | undefined;
  const cancel = () => {
    // If the server cannot be told, the time a statement may run ends it.
    cancelled = control
      .lend((other) => other.query('SELECT pg_cancel_backend($1)', [client.processID]))
      .catch(() => {});
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const result = await run();
    if (cancelled !== undefined) throw abandoned();
    return result;
  } catch (error) {
    throw cancelled === undefined ? error : abandoned();
  } finally {
    signal.removeEventListener('abort', cancel);
    await cancelled;
  }
}

/** Whether a connection's caller gave up: a cancellation may still be on its way to it. */
export function isAbandoned(error: unknown): boolean {
  return error instanceof BaseplateError && error.code === 'cancelled';
}

function abandoned(): BaseplateError {
  return new BaseplateError({ code: 'cancelled', message: 'The caller gave up, so the search was ended.' });
}
