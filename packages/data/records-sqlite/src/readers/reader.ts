import { fork } from 'node:child_process';
import { once } from 'node:events';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { ResolvedOptions } from '../options.ts';
import type { FromReader, ToReader } from './reader-messages.ts';
import { readerDoesNotStart } from './reader-refusals.ts';
import type { AnswerTo, WideQuestion } from './wide-question.ts';

/** A reader process, seen from the process of the record. */
export interface Reader {
  /** Puts a question; call it again only when it has settled. Answers undefined if the process ended before it answered. */
  ask<Question extends WideQuestion>(question: Question): Promise<AnswerTo<Question> | undefined>;
  /** False once the process has ended or is being killed. */
  isAlive(): boolean;
  /** Kills the process; resolves when it is gone. */
  kill(): Promise<void>;
}

// What runs from source is TypeScript, what was published is not.
const program = new URL(
  import.meta.url.endsWith('.ts') ? './reader-process.ts' : './reader-process.js',
  import.meta.url,
);

/** How long a process may take to start and open the file, in milliseconds. */
const startTime = 20_000;

/**
 * Starts a reader process and waits until it has opened the file.
 * @throws BaseplateError `storage-unavailable` if it does not come to that
 */
export async function startReader(options: ResolvedOptions): Promise<Reader> {
  const child = fork(program, {
    serialization: 'advanced',
    execArgv: ['--max-old-space-size=512'],
    // Standard input is a pipe that nothing is written to: its end tells the process that this one is gone.
    stdio: ['pipe', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  // That it could not be spawned is told as an error to whoever asks, and nobody waits for the end of what never began.
  exited.catch(() => {});
  let alive = true;
  let settle: ((message: FromReader | undefined) => void) | undefined;
  const ended = () => {
    alive = false;
    settle?.(undefined);
  };
  child.on('message', (message: FromReader) => settle?.(message));
  child.on('exit', ended);
  child.on('error', ended);
  // What is read is settled by the messages; a pipe that breaks when the process is killed says nothing new.
  child.stdin?.on('error', ended);
  const hold = (held: boolean) => {
    // An idle reader does not keep the program from ending.
    for (const handle of [child, child.channel]) held ? handle?.ref() : handle?.unref();
  };
  const exchange = (message: ToReader) =>
    new Promise<FromReader | undefined>((resolve) => {
      if (!alive) return resolve(undefined);
      hold(true);
      settle = (answer) => {
        settle = undefined;
        hold(false);
        resolve(answer);
      };
      child.send(message, (error) => {
        if (error !== null) ended();
      });
    });
  const kill = async () => {
    alive = false;
    if (child.pid === undefined) return;
    child.kill('SIGKILL');
    // Whoever waits for the end must not find that the program has ended first.
    child.ref();
    if (child.exitCode === null && child.signalCode === null) await exited;
  };

  const late = setTimeout(() => void kill(), startTime);
  const opened = await exchange({ open: options });
  clearTimeout(late);
  if (opened === undefined || 'error' in opened) {
    await kill();
    throw opened === undefined ? readerDoesNotStart() : new BaseplateError(opened.error);
  }
  return {
    async ask<Question extends WideQuestion>(question: Question) {
      const answer = await exchange({ question });
      if (answer === undefined) return undefined;
      if ('answer' in answer) return answer.answer as AnswerTo<Question>;
      if ('error' in answer) throw new BaseplateError(answer.error);
      return undefined;
    },
    isAlive: () => alive,
    kill,
  };
}
