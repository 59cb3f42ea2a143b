import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { baseplateCommand, compiledBefore } from './baseplate-command.ts';

/** What to start. */
export interface ReferenceOptions {
  /** Synthetic patients to begin with; the fixed stories come first. */
  readonly patients: number;
  /** Configuration file; the reference assembly unless another is named. */
  readonly configuration?: string;
  /** Variables that the configuration reads. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A record that is running. */
export interface RunningReference {
  /** Without a slash at the end. */
  readonly url: string;
  /** Its data folder. */
  readonly data: string;
  /** Everything the record has said so far. */
  said(): string;
  /** Stops it as an operator would, and removes its data. */
  stop(): Promise<void>;
}

const reference = fileURLToPath(new URL('../baseplate.config.ts', import.meta.url));

/** A seed on a slow machine takes long; a record that has said nothing by then never will. */
const patience = 180_000;

/**
 * Starts the record through its command line, as a process of its own on a free port of this machine, with an empty data folder.
 *
 * @throws an Error with what the record said, if it does not become ready
 */
export async function startReference({
  patients,
  configuration = reference,
  environment = {},
}: ReferenceOptions): Promise<RunningReference> {
  const data = await mkdtemp(join(tmpdir(), 'baseplate-browser-'));
  const [program = '', ...given] = baseplateCommand;
  const child = spawn(program, [...given, 'start', '--config', configuration, '--seed', String(patients)], {
    env: { ...process.env, ...compiledBefore, ...environment, PORT: '0', BASEPLATE_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  const ready = new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /ready after .*?(http:\/\/[^\s]+)/.exec(said);
      if (found !== null) resolve((found[1] ?? '').replace(/\/$/, ''));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    const fail = () => reject(new Error(`The record did not become ready. It said:\n${said}`));
    child.once('error', fail);
    child.once('close', fail);
    setTimeout(fail, patience).unref();
  });
  try {
    return { url: await ready, data, said: () => said, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
