import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { hostPrograms, isMessage } from '@baseplate-epr/service-host';
import type { HostedProgram } from './hosted-program.ts';
import type { StartProcessOptions } from './start-process.ts';

/**
 * MiB between the memory a thread may hold and where V8 gives up. V8 lets a thread go 16 MiB beyond its limit; an object larger than what is left of them,
 * such as a `Map` that doubles, ends the whole process. So a thread is ended from outside, long before that.
 */
const room = 2048;

/** Milliseconds a thread has to say what it holds. One that is inside a call of the system says nothing. */
const patience = 200;

/** Starts a thread that serves a digital service, for trusted code: it may do what this process may, but it cannot hold it up. */
export function startWorker({ environment, memory }: Omit<StartProcessOptions, 'readable'>): HostedProgram {
  const worker = new Worker(hostPrograms.worker, {
    env: environment,
    execArgv: [],
    // What is young grows old at one stroke: it must be less than V8's 16 MiB.
    resourceLimits: { maxOldGenerationSizeMb: memory + room, maxYoungGenerationSizeMb: 4 },
    stdout: true,
    stderr: true,
  });
  // What it prints may hold anything and is thrown away.
  worker.stdout.resume();
  worker.stderr.resume();
  let failed = '';
  return {
    lastWords: () => '',
    send: (message) => worker.postMessage(message),
    listen(onMessage, onFault) {
      worker.on('message', (message: unknown) => (isMessage(message) ? onMessage(message) : onFault()));
    },
    ended: new Promise((resolve) => {
      // The words of an error may hold anything; its code does not.
      worker.on('error', (error: { readonly code?: unknown }) => (failed = ` (${String(error.code ?? 'an error')})`));
      worker.on('exit', () => resolve(`ended${failed}`));
    }),
    kill: () => void worker.terminate(),
    memory: () => Promise.race([heldBy(worker), wait(patience, undefined, { ref: false })]),
    processorTime: async () => undefined,
    stepBack: () => undefined,
  };
}

/** Bytes of its JavaScript and of its buffers; nothing when it has ended. */
async function heldBy(worker: Worker): Promise<number | undefined> {
  const heap = await worker.getHeapStatistics().catch(() => undefined);
  return heap && heap.used_heap_size + heap.external_memory;
}
