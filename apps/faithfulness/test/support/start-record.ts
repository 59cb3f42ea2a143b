import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The reference record, running as a process of its own. */
export interface RunningRecord {
  /** Its FHIR base, without a slash at the end. */
  readonly base: string;
  /** A bearer token of the role `system`. */
  readonly token: string;
  /** Everything it has said. */
  said(): string;
  /** False once the process has ended. */
  isRunning(): boolean;
  /** Resident memory of the process in MiB; undefined where the system does not tell. */
  memory(): Promise<number | undefined>;
  /** Stops it as an operator would, and removes its data. */
  stop(): Promise<void>;
}

const commandLine = fileURLToPath(new URL('../../../../packages/cli/src/main.ts', import.meta.url));
const configuration = fileURLToPath(new URL('../../../reference/baseplate.config.ts', import.meta.url));

/** Runs a command of `baseplate` on the record's data, before the record is started. */
export type RunCommand = (words: readonly string[]) => SpawnSyncReturns<string>;

/** Starts the reference assembly on a free port with an empty data folder. */
export async function startRecord(prepare?: (run: RunCommand) => void): Promise<RunningRecord> {
  const data = await mkdtemp(join(tmpdir(), 'baseplate-faithfulness-'));
  const environment = { ...process.env, PORT: '0', BASEPLATE_DATA: data };
  const run: RunCommand = (words) =>
    spawnSync(process.execPath, [commandLine, ...words, '--config', configuration], {
      env: environment,
      encoding: 'utf8',
    });
  prepare?.(run);
  const child = spawn(process.execPath, [commandLine, 'start', '--config', configuration], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const ready = new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /ready after .*?(http:\/\/[^\s]+)/.exec(said);
      if (found !== null) resolve((found[1] ?? '').replace(/\/$/, ''));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('close', () => reject(new Error(`The record did not become ready. It said:\n${said}`)));
  });
  const url = await ready;
  const issued = run(['token', '--role', 'system', '--ttl', '24h']);
  if (issued.status !== 0) throw new Error(`No token could be made: ${issued.stderr}`);
  return {
    base: `${url}/fhir`,
    token: issued.stdout.trim(),
    said: () => said,
    isRunning,
    memory: () => residentMemory(child.pid),
    async stop() {
      if (isRunning()) child.kill('SIGTERM');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function residentMemory(processId: number | undefined): Promise<number | undefined> {
  try {
    const status = await readFile(`/proc/${processId}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
  } catch {
    // Only Linux tells it here.
    return undefined;
  }
}
