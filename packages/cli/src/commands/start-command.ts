import cluster from 'node:cluster';
import { type ModuleFailure, openAssembly, requireShareable } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { Command } from '../command.ts';
import type { ReadyMessage } from '../processes/ready-message.ts';
import { serveInProcesses } from '../processes/serve-in-processes.ts';
import { tuneCollector } from '../processes/tune-collector.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `baseplate start`: opens the assembly and serves until it is told to stop. */
export const startCommand: Command = {
  name: 'start',
  summary: 'Start the record and serve until Ctrl+C',
  options: [
    { name: 'seed', value: 'N', description: 'At the very first start, make N synthetic patients' },
    { name: 'processes', value: 'N', description: 'Serve from N processes that share the port (default 1)' },
  ],
  async run({ options }, { terminal, context, configuration, configurationFile, signal }) {
    const began = context.clock.now();
    const patients = options.seed === undefined ? 0 : wholeNumber('seed', options.seed, 0);
    const processes = options.processes === undefined ? 1 : wholeNumber('processes', options.processes, 1);
    if (processes > 1 && cluster.isPrimary) {
      await requireShareable({ configuration: await configuration(), context, processes });
      return serveInProcesses({ processes, terminal, context, signal });
    }
    const assembly = await openAssembly({
      configuration: await configuration(),
      configurationFile,
      context,
      listen: true,
    });
    tuneCollector();
    let failure: ModuleFailure | undefined;
    try {
      if (patients > 0) {
        // What makes synthetic patients is not loaded by a record that has its own.
        const { seedOnce } = await import('../seed/seed-once.ts');
        await seedOnce({ assembly, patients, terminal, context, signal });
      }
      if (!signal.aborted) {
        tellReady(assembly.url ?? '', (context.clock.now() - began) / 1000, terminal);
        failure = await Promise.race([stopped(signal), assembly.failed]);
        if (failure !== undefined) terminal.tell(sentenceAbout(failure));
        else if (cluster.isPrimary) terminal.tell('Stopping: requests in hand are finished first …');
      }
    } finally {
      await assembly.stop();
    }
    if (cluster.isPrimary) terminal.tell('Stopped.');
    return failure === undefined ? 0 : 1;
  },
};

function stopped(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}

function sentenceAbout({ place, package: name, reason }: ModuleFailure): string {
  return `${place} (${name}) cannot go on. ${reason}\nStopping: requests in hand are answered first. Whatever keeps the record running must start it again.`;
}

/** One of several processes tells the one that keeps it, which tells the person. */
function tellReady(url: string, seconds: number, terminal: Terminal): void {
  if (cluster.isPrimary) {
    terminal.tell(`\nThe record is ready after ${seconds.toFixed(1)} s:  ${url}\nStop it with Ctrl+C.\n`);
  } else {
    process.send?.({ ready: url } satisfies ReadyMessage);
  }
}

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least && number <= 1_000_000) return number;
  throw new BaseplateError({
    code: 'input-invalid',
    message: `--${name} takes a whole number from ${least} up, not "${text}".`,
  });
}
