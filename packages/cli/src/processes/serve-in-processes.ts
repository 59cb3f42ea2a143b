import cluster, { type Worker } from 'node:cluster';
import { setTimeout as wait } from 'node:timers/promises';
import type { ModuleContext } from '@baseplate-epr/contracts';
import type { Terminal } from '../terminal/terminal.ts';
import { type ReadyMessage, tellsReady } from './ready-message.ts';

/** How many, and for whom. */
export interface ServeInProcessesOptions {
  readonly processes: number;
  readonly terminal: Terminal;
  readonly context: ModuleContext;
  readonly signal: AbortSignal;
}

/** Milliseconds before a process that has ended is started again: doubled each time, unless it had served for a minute. */
const firstPause = 1000;
const longestPause = 30_000;
const steady = 60_000;

/**
 * Serves from several processes that share one port: each runs this command line again, and Node's cluster hands every new connection
 * to the next of them. This process itself serves nothing.
 *
 * The first one starts alone, so that what is done once (seeding, taking over older files) is done when the others come. One that ends
 * without being told to is started again, and that is said. On the signal all of them finish the requests in hand.
 *
 * @returns the exit code: that of the first process if it never became ready
 */
export async function serveInProcesses(options: ServeInProcessesOptions): Promise<number> {
  const { processes, terminal, context, signal } = options;
  const began = context.clock.now();
  const workers = new Set<Worker>();
  const stopAll = () => {
    for (const worker of workers) worker.process.kill('SIGTERM');
  };
  signal.addEventListener('abort', stopAll, { once: true });

  const first = begin(workers);
  const url = await first.ready;
  if (url === undefined) return first.ended;
  const others = Array.from({ length: processes - 1 }, () => begin(workers));
  const kept = [first, ...others].map((one, place) =>
    keep(one, `Process ${place + 1} of ${processes}`, workers, options),
  );
  await Promise.all(others.map(({ ready }) => ready));
  if (!signal.aborted) {
    const seconds = ((context.clock.now() - began) / 1000).toFixed(1);
    terminal.tell(
      `\nThe record is ready after ${seconds} s:  ${url}\n${processes} processes serve it. Stop it with Ctrl+C.\n`,
    );
  }
  await Promise.all(kept);
  terminal.tell('Stopped.');
  return 0;
}

interface Running {
  /** Address, once it listens; `undefined` if it ended before. */
  readonly ready: Promise<string | undefined>;
  /** Exit code. */
  readonly ended: Promise<number>;
}

function begin(workers: Set<Worker>): Running {
  const worker = cluster.fork();
  workers.add(worker);
  const ended = new Promise<number>((resolve) => {
    worker.once('exit', (code: number | null) => {
      workers.delete(worker);
      resolve(code ?? 1);
    });
  });
  const told = new Promise<string>((resolve) => {
    worker.on('message', (message: ReadyMessage | undefined) => {
      if (tellsReady(message)) resolve(message.ready);
    });
  });
  return { ended, ready: Promise.race([told, ended.then(() => undefined)]) };
}

/** Starts a process again as often as it ends, until the signal. */
async function keep(
  running: Running,
  name: string,
  workers: Set<Worker>,
  { terminal, context, signal }: ServeInProcessesOptions,
): Promise<void> {
  let pause = firstPause;
  for (let one = running; ; one = begin(workers)) {
    const began = context.clock.now();
    const code = await one.ended;
    if (signal.aborted) return;
    if (context.clock.now() - began > steady) pause = firstPause;
    terminal.tell(
      `${name} ended unexpectedly (code ${code}). It is started again in ${pause / 1000} s; the others go on.`,
    );
    await wait(pause, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    pause = Math.min(pause * 2, longestPause);
  }
}
