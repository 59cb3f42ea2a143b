import { fork } from 'node:child_process';
import { access } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BaseplateError } from '@baseplate-epr/contracts';
import { counted } from '@baseplate-epr/record';
import type { AssemblyConfiguration } from './assembly-configuration.ts';
import { checkConfiguration } from './check-configuration.ts';

const evaluator = fileURLToPath(new URL(`./evaluate-configuration${extname(import.meta.url)}`, import.meta.url));

/** How long a configuration may take to be evaluated, in milliseconds. */
const evaluationTime = 30_000;

/**
 * Evaluates a `baseplate.config.ts` in a short-lived process of its own and checks it, so that nothing the file imports or does
 * stays behind in the record's process.
 *
 * @throws BaseplateError `configuration-invalid` with every mistake found; `module-unavailable` where that cannot be told, because it took
 * too long, or the process could not be started or was ended from outside
 */
export async function loadConfiguration(
  file: string,
  { longest = evaluationTime }: { readonly longest?: number } = {},
): Promise<AssemblyConfiguration> {
  const path = resolve(file);
  try {
    await access(path);
  } catch (cause) {
    throw new BaseplateError({
      code: 'configuration-invalid',
      message: `There is no configuration at ${path}. Give the path of a baseplate.config.ts with --config.`,
      cause,
    });
  }
  return checkConfiguration(await evaluate(path, longest));
}

interface Message {
  readonly configuration?: unknown;
  readonly failure?: string;
}

function evaluate(path: string, longest: number): Promise<unknown> {
  return new Promise((resolvePromise, reject) => {
    // Structured clone, not JSON: JSON would turn a number that is none into nothing, and nothing into the default.
    const child = fork(evaluator, [path], {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    let message: Message | undefined;
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, longest);
    child.on('message', (received: Message) => {
      if ('configuration' in received || 'failure' in received) message = received;
      // Under `node --watch` the process also names the files it loads. Handed on, they are watched as well.
      else process.send?.(received);
    });
    child.on('error', (cause) => {
      clearTimeout(late);
      reject(
        unevaluated(
          path,
          'no process could be started for it. See that the machine has memory and processes left',
          cause,
        ),
      );
    });
    child.on('exit', (code, signal) => {
      clearTimeout(late);
      if (message?.failure !== undefined) reject(failed(path, message.failure));
      else if (message !== undefined) resolvePromise(message.configuration);
      else if (isLate) reject(unevaluated(path, tooSlow(longest)));
      else if (signal !== null) reject(unevaluated(path, endedBy(signal)));
      else reject(failed(path, `its evaluation ended early (exit code ${code})`));
    });
  });
}

/** Nothing is known to be wrong with the file. */
function unevaluated(path: string, why: string, cause?: unknown): BaseplateError {
  return new BaseplateError({
    code: 'module-unavailable',
    message: `The configuration ${path} was not evaluated: ${why}, then try again.`,
    ...(cause === undefined ? {} : { cause }),
  });
}

function tooSlow(longest: number): string {
  const [load = 0] = loadavg();
  const busy = `load average ${load.toFixed(1)} on ${counted(availableParallelism(), 'processor')}`;
  return `that had not ended after ${counted(longest / 1000, 'second')} and was given up. Either this machine is too busy (${busy}), or the file waits for something that does not come. Wait until the machine has time, or see what the file waits for`;
}

function endedBy(signal: NodeJS.Signals): string {
  return `the process for it was ended from outside (${signal}), as a system does that is short of memory. See its log`;
}

function failed(path: string, why: string, cause?: unknown): BaseplateError {
  return new BaseplateError({
    code: 'configuration-invalid',
    message: `The configuration ${path} cannot be evaluated: ${why}. Correct the file and start again.`,
    ...(cause === undefined ? {} : { cause }),
  });
}
