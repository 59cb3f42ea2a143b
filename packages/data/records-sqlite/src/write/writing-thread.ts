import { Worker } from 'node:worker_threads';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { ResolvedOptions } from '../options.ts';
import { packRequest } from './packed-request.ts';
import type { FromThread, Settlement, ToThread, WritingThreadData } from './thread-messages.ts';
import type { ResultOf, WriteRequest } from './write-request.ts';

/** The thread that writes, so that requests are read, checked and answered while it waits for the disk. */
export interface WritingThread {
  /** Writes; settles when that is durable, or nothing of it happened. Requests that come together share a transaction, in their order. */
  write<Request extends WriteRequest>(request: Request): Promise<ResultOf<Request>>;
  /** False once the thread has died. What was in hand then may or may not have been written. */
  isAlive(): boolean;
  /** Resolves when everything that was given is settled and the file is closed; what comes later is refused. */
  close(): Promise<void>;
}

interface InHand {
  resolve(result: ResultOf<WriteRequest>): void;
  reject(error: BaseplateError): void;
}

// What runs from source is TypeScript, what was published is not.
const program = new URL(import.meta.url.endsWith('.ts') ? './write-program.ts' : './write-program.js', import.meta.url);

/**
 * Starts the thread and waits until it has opened the file.
 *
 * @param died - called once if the thread ends later without being told to
 * @throws BaseplateError as opening the database does
 */
export async function startWritingThread(
  options: ResolvedOptions,
  died: (error: BaseplateError) => void,
): Promise<WritingThread> {
  const data: WritingThreadData = options;
  const worker = new Worker(program, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: 8 } });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const inHand = new Map<number, InHand>();
  let next = 0;
  let state: 'opening' | 'open' | 'closed' | 'dead' = 'opening';

  const settle = (settlement: Settlement) => {
    const waiting = inHand.get(settlement.number);
    inHand.delete(settlement.number);
    if ('error' in settlement) waiting?.reject(new BaseplateError(settlement.error));
    else waiting?.resolve(settlement.result);
  };
  const opened = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromThread) => {
      if (message === 'open') resolve();
      else if ('unopened' in message) reject(new BaseplateError(message.unopened));
      else for (const settlement of message) settle(settlement);
      // While nothing is asked of it, the thread does not keep the process from ending; its own end is waited for.
      if (inHand.size === 0 && state !== 'closed') worker.unref();
    });
    const end = () => {
      const unexpected = state === 'open';
      if (state !== 'closed') state = 'dead';
      reject(threadDied());
      for (const waiting of inHand.values()) waiting.reject(threadDied());
      inHand.clear();
      if (unexpected) died(threadDied());
    };
    worker.once('error', end);
    worker.once('exit', end);
  });
  const tell = (message: ToThread) => worker.postMessage(message);
  await opened;
  state = 'open';

  return {
    write: (request) =>
      new Promise((resolve, reject) => {
        if (state !== 'open') {
          reject(state === 'dead' ? threadDied() : stopped());
          return;
        }
        if (inHand.size === 0) worker.ref();
        next += 1;
        inHand.set(next, { resolve: resolve as InHand['resolve'], reject });
        tell({ number: next, request: packRequest(request) });
      }),
    isAlive: () => state !== 'dead',
    async close() {
      if (state === 'open') {
        state = 'closed';
        worker.ref();
        tell('close');
      }
      await exited;
    },
  };
}

function stopped(): BaseplateError {
  return new BaseplateError({
    code: 'module-unavailable',
    message: 'The record store has been stopped and takes no more writes. Start the program again.',
  });
}

function threadDied(): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message:
      'The thread that writes the record has ended unexpectedly; what was being written may or may not be there. Nothing can be written until the program is started again.',
  });
}
