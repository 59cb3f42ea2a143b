import { createInterface } from 'node:readline';
import { type Connection, openConnection } from '../load/connection.ts';
import { fetchAnswer } from '../load/fetch-answer.ts';
import { requestBytes } from '../load/request-bytes.ts';
import { bundleRequest, countResources } from '../measure/measure-ingest.ts';
import { generateInProcess } from '../population/write-population.ts';

/** What to load. */
export interface LoadPatientsOptions {
  readonly port: number;
  /** Bearer token of the system. */
  readonly token: string;
  /** The first bundle that is not known to be there (0 the organisations), and the last that shall be. */
  readonly from: number;
  readonly to: number;
  /** Called when a bundle is in the record; the index of the last before which nothing is missing. */
  onLoaded(progress: { readonly complete: number; readonly resources: number }): void;
  /** Called with each bundle before it is sent. */
  onBundle(index: number, bundle: string): Promise<void>;
}

const atOnce = 16;

/**
 * Streams patients from a process that makes them into the record, {@link atOnce} transactions on their way. Memory does not depend on
 * how many: a bundle is asked for when a connection is free, and the other process waits when nobody asks.
 *
 * Bundles may be there already, from a run that was interrupted. They lie less than {@link atOnce} apart, so they are looked for before
 * they are sent until so many in a row are not there.
 */
export async function loadPatients(options: LoadPatientsOptions): Promise<void> {
  const { from, to, port } = options;
  const maker = generateInProcess(to, from);
  const lines = createInterface({ input: maker.stdout })[Symbol.asyncIterator]();
  const connections = await Promise.all(Array.from({ length: atOnce }, () => openConnection(port, false)));
  const done = new Set<number>();
  let next = from;
  let complete = from - 1;
  let lookUntil = from + atOnce;
  const sendAll = async (connection: Connection): Promise<void> => {
    for (;;) {
      const index = next++;
      const line = index > to ? undefined : await lines.next();
      if (line === undefined || line.done === true) return;
      await options.onBundle(index, line.value);
      const isKnown = index < lookUntil && (await isThere(options, line.value));
      if (isKnown) lookUntil = index + 1 + atOnce;
      else await send(connection, bundleRequest(line.value, options.token));
      done.add(index);
      while (done.delete(complete + 1)) complete += 1;
      options.onLoaded({ complete, resources: countResources([line.value]) });
    }
  };
  try {
    await Promise.all(connections.map(sendAll));
  } finally {
    for (const connection of connections) connection.close();
    maker.kill();
  }
}

/** A transaction is there as a whole or not at all, so its first resource tells. */
async function isThere({ port, token }: LoadPatientsOptions, bundle: string): Promise<boolean> {
  const first = /"method":"PUT","url":"([A-Za-z]+\/[A-Za-z0-9.-]+)"/.exec(bundle)?.[1];
  if (first === undefined) return false;
  const headers = { authorization: `Bearer ${token}` };
  return (await fetchAnswer(port, requestBytes({ method: 'GET', path: `/fhir/${first}`, headers }))).status === 200;
}

function send(connection: Connection, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.send(request, (answer) => {
      if (answer instanceof Error) reject(answer);
      else if (answer.status !== 200) reject(new Error(`A patient was refused with status ${answer.status}.`));
      else resolve();
    });
  });
}
