import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { baseplateCommand, compiledBefore } from '../../support/baseplate-command.ts';

/** A `baseplate` command that runs as a process of its own. */
export interface BaseplateProcess {
  readonly child: ChildProcess;
  /** What it has written to standard output so far. */
  answered(): string;
  /** What it has written to standard error so far. */
  said(): string;
  /** Origin of the record once it is ready; rejects with what was said if the process ends before. */
  readonly ready: Promise<string>;
  /** Resolves at its end with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  /** Sends a signal and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** With what a command runs. */
export interface BaseplateOptions {
  /** Data folder. */
  readonly data: string;
  /** Default: any free port. */
  readonly port?: string;
  /** Configuration; default: the least assembly. */
  readonly configuration?: string;
  /** Further variables of the environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** No file may grow beyond so many blocks of 512 bytes: what a full disk looks like. */
  readonly fileBlocks?: number;
}

const small = fileURLToPath(new URL('./__fixtures__/small.config.ts', import.meta.url));

/** The reference assembly. */
export const reference = fileURLToPath(new URL('../../baseplate.config.ts', import.meta.url));

/** Runs `baseplate` with these words. */
export function runBaseplate(
  words: readonly string[],
  { data, port = '0', configuration = small, environment, fileBlocks }: BaseplateOptions,
): BaseplateProcess {
  const command = [...baseplateCommand, ...words, '--config', configuration];
  const limited = ['sh', '-c', `ulimit -f ${fileBlocks} && exec "$@"`, 'sh', ...command];
  const [program = '', ...parameters] = fileBlocks === undefined ? command : limited;
  const child = spawn(program, parameters, {
    env: { ...process.env, ...compiledBefore, PORT: port, BASEPLATE_DATA: data, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let answered = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    answered += text;
  });
  const ended = once(child, 'close').then(
    ([code, signal]: (number | NodeJS.Signals | null)[]) => code ?? signal ?? null,
  );
  const ready = new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const url = /is ready after .*?(http:\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    void ended.then(() => reject(new Error(`The record did not become ready:\n${said}`)));
  });
  // Whoever waits for the end alone is not told of it twice.
  ready.catch(() => undefined);
  return {
    child,
    answered: () => answered,
    said: () => said,
    ready,
    ended,
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
