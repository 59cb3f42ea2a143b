import { Worker } from 'node:worker_threads';
import { hostPrograms, isMessage } from '@baseplate-epr/service-host';
import type { HostedProgram } from './hosted-program.ts';
import type { StartProcessOptions } from './start-process.ts';

/** Starts a thread that serves a digital service, for trusted code: it may do what this process may, but it cannot hold it up. */
export function startWorker({ environment, memory }: Omit<StartProcessOptions, 'readable'>): HostedProgram {
  const worker = new Worker(hostPrograms.worker, {
    env: environment,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memory },
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
    memory: async () => undefined,
    processorTime: async () => undefined,
    stepBack: () => undefined,
  };
}
