import { type Connections, isConnectionLoss } from '@baseplate-epr/postgres-connection';
import type { PoolClient } from 'pg';
import { type Ask, askOn } from './ask.ts';
import { type Gathering, gatheringFor, usualMany } from './gathering.ts';
import type { Statements } from './statement.ts';

/** Puts a small question, with others that come at the same time. Rejects with the driver's error. */
export type Together = <Result>(run: (ask: Ask) => Promise<Result>) => Promise<Result>;

/** So many are put one after the other on one connection. */
const most = 32;

/** A group is put when a turn has brought nothing further, but at the end of this turn at the latest: who asked first waits for no more. */
const mostTurns = 4;

/** What a connection is written through; the type of pg's clients leaves it out. */
type Corked = PoolClient & { readonly connection?: { readonly stream?: { cork?(): void; uncork?(): void } } };

/**
 * Makes the asking of small questions: one statement that takes the server less than it takes to send and to be woken. Those that come in one turn
 * of the event loop, or in turns that follow one another, share a connection, are written by one call of the kernel, and wake one process of the
 * server; those of one shape are one statement. Each has an answer, or an error, of its own.
 */
export function createTogether(connections: Connections, statements: Statements, many = usualMany): Together {
  let waiting: ((ask: Ask) => Promise<unknown>)[] = [];
  let refused: ((error: unknown) => void)[] = [];

  const put = () => {
    const [runs, refuse] = [waiting, refused];
    waiting = [];
    refused = [];
    connections
      .lend((client) => putAll(client, gatheringFor(askOn(client, statements), many), runs))
      // No connection was to be had, or it broke: whoever has been answered hears nothing of it.
      .catch((error: unknown) => {
        for (const reject of refuse) reject(error);
      });
  };
  const putAfterTurn = (turn: number, group: typeof waiting, before: number) => {
    setImmediate(() => {
      // Put already, being full; what waits now is another group.
      if (group !== waiting) return;
      if (group.length > before && turn < mostTurns) putAfterTurn(turn + 1, group, group.length);
      else put();
    });
  };
  return (run) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) putAfterTurn(1, waiting, 0);
      waiting.push(async (ask) => {
        try {
          resolve(await run(ask));
        } catch (error) {
          reject(error);
          throw error;
        }
      });
      refused.push(reject);
      if (waiting.length >= most) put();
    });
}

async function putAll(
  client: Corked,
  { ask, put }: Gathering,
  runs: readonly ((ask: Ask) => Promise<unknown>)[],
): Promise<void> {
  const stream = client.connection?.stream;
  const settling = Promise.allSettled(runs.map((run) => run(ask)));
  stream?.cork?.();
  try {
    put();
  } finally {
    stream?.uncork?.();
  }
  for (const outcome of await settling) {
    // The connection is thrown away.
    if (outcome.status === 'rejected' && isConnectionLoss(outcome.reason)) throw outcome.reason;
  }
}
