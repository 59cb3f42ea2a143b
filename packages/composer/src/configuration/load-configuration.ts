import { fork } from 'node:child_process';
import { access } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from './assembly-configuration.ts';
import { checkConfiguration } from './check-configuration.ts';

const evaluator = fileURLToPath(new URL(`./evaluate-configuration${extname(import.meta.url)}`, import.meta.url));

/** How long a configuration may take to be evaluated, in milliseconds. */
const evaluationTime = 30_000;

/**
 * Evaluates a `baseplate.config.ts` in a short-lived process of its own and checks it, so that nothing the file imports or does
 * stays behind in the record's process.
 *
 * @throws BaseplateError `configuration-invalid` with every mistake found
 */
export async function loadConfiguration(file: string): Promise<AssemblyConfiguration> {
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
  return checkConfiguration(await evaluate(path));
}

interface Message {
  readonly configuration?: unknown;
  readonly failure?: string;
}

function evaluate(path: string): Promise<unknown> {
  return new Promise((resolvePromise, reject) => {
    // Structured clone, not JSON: JSON would turn a number that is none into nothing, and nothing into the default.
    const child = fork(evaluator, [path], {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    let message: Message | undefined;
    const late = setTimeout(() => child.kill('SIGKILL'), evaluationTime);
    child.on('message', (received: Message) => {
      if ('configuration' in received || 'failure' in received) message = received;
      // Under `node --watch` the process also names the files it loads. Handed on, they are watched as well.
      else process.send?.(received);
    });
    child.on('error', (cause) => reject(failed(path, 'no process could be started for it', cause)));
    child.on('exit', (code, signal) => {
      clearTimeout(late);
      if (message?.failure !== undefined) reject(failed(path, message.failure));
      else if (message !== undefined) resolvePromise(message.configuration);
      else reject(failed(path, `its evaluation ended early (${signal ?? `exit code ${code}`})`));
    });
  });
}

function failed(path: string, why: string, cause?: unknown): BaseplateError {
  return new BaseplateError({
    code: 'configuration-invalid',
    message: `The configuration ${path} cannot be evaluated: ${why}. Correct the file and start again.`,
    ...(cause === undefined ? {} : { cause }),
  });
}
