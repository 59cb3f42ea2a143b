import type { WireAnswer } from './answer-reader.ts';
import { type Connection, openConnection } from './connection.ts';

/** What to send, and for how long. */
export interface LoadOptions {
  readonly port: number;
  /** Requests on their way at once, each on a connection of its own. */
  readonly concurrency: number;
  /** The next request; undefined when there is none left. */
  next(): Buffer | undefined;
  /** Milliseconds after which no request is begun; without it the load ends with the requests. */
  readonly milliseconds?: number;
}

/** What a load came to. */
export interface Load {
  readonly requests: number;
  /** From the first request to the last answer. */
  readonly milliseconds: number;
  /** Milliseconds of each request, in no order. */
  readonly latencies: readonly number[];
  readonly bytes: number;
}

/**
 * Sends requests back to back over kept-alive connections: closed loop, nothing pipelined.
 *
 * @throws an Error at the first answer that is not a success: a figure over failures would mean nothing
 */
export async function runLoad({ port, concurrency, next, milliseconds = Infinity }: LoadOptions): Promise<Load> {
  const connections = await Promise.all(Array.from({ length: concurrency }, () => openConnection(port, false)));
  const latencies: number[] = [];
  let bytes = 0;
  const began = performance.now();
  const deadline = began + milliseconds;
  try {
    await Promise.all(connections.map((connection) => sendAll(connection)));
  } finally {
    for (const connection of connections) connection.close();
  }
  return { requests: latencies.length, milliseconds: performance.now() - began, latencies, bytes };

  function sendAll(connection: Connection): Promise<void> {
    return new Promise((resolve, reject) => {
      let sent = 0;
      const sendNext = () => {
        sent = performance.now();
        const request = sent < deadline ? next() : undefined;
        if (request === undefined) resolve();
        else connection.send(request, onAnswer);
      };
      const onAnswer = (answer: WireAnswer | Error) => {
        if (answer instanceof Error) return reject(answer);
        if (answer.status < 200 || answer.status > 299) {
          return reject(new Error(`A request of the load was answered with status ${answer.status}.`));
        }
        latencies.push(performance.now() - sent);
        bytes += answer.size;
        sendNext();
      };
      sendNext();
    });
  }
}
