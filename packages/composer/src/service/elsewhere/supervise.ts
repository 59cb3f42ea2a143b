import { BaseplateError, type Logger } from '@baseplate-epr/contracts';
import type { RunningProgram } from './run-program.ts';

/** First and longest wait before a program is started again, in milliseconds; each wait is twice the one before. */
const firstWait = 100;
const longestWait = 30_000;

/** A program that has lived so long is forgiven its earlier ends. */
const settled = 60_000;

/** A program that is there again when it has ended. */
export interface Supervised {
  /** @throws BaseplateError `module-unavailable` that says why and since when it is away */
  current(): RunningProgram;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** How a program is brought up, and where its ends are told. */
export interface SuperviseOptions {
  readonly name: string;
  readonly first: RunningProgram;
  /** Another one, loaded and started as the first was. */
  bring(): Promise<RunningProgram>;
  readonly logger: () => Logger | undefined;
}

/** Keeps a program up. It waits longer each time before it starts it again. */
export function supervise({ name, first, bring, logger }: SuperviseOptions): Supervised {
  let running: RunningProgram | undefined = first;
  let why = '';
  let ends = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let starting: Promise<void> | undefined;

  function follow(program: RunningProgram): void {
    const since = performance.now();
    void program.ended.then((reason) => {
      running = undefined;
      if (stopped) return;
      if (performance.now() - since > settled) ends = 0;
      again(reason);
    });
  }

  async function start(): Promise<void> {
    const program = await bring();
    if (stopped) return program.kill('was stopped while it started');
    running = program;
    follow(program);
  }

  function again(reason: string): void {
    why = reason;
    ends += 1;
    const wait = Math.min(longestWait, firstWait * 2 ** (ends - 1));
    logger()?.warn('a service will be started again', { service: name, reason, ends, wait });
    timer = setTimeout(() => {
      starting = start().catch((error: unknown) => {
        if (!stopped) again(error instanceof BaseplateError ? 'could not be started again' : 'ended while it started');
      });
    }, wait);
    timer.unref();
  }

  follow(first);
  return {
    current() {
      if (running !== undefined) return running;
      throw new BaseplateError({
        code: 'module-unavailable',
        message: `The program of ${name} ${why}. It is started again by itself.`,
      });
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await starting;
      running?.kill('was stopped');
      await running?.ended;
    },
  };
}
