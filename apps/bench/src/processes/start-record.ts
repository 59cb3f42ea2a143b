import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ask } from './ask.ts';
import type { DatabaseSettings } from './database-settings.ts';
import type { ProbeQuestion } from './probe.ts';
import { commandLine, referenceConfiguration } from './reference-paths.ts';
import { runBaseplate } from './run-baseplate.ts';
import type { Usage } from './usage.ts';

const probeFile = fileURLToPath(new URL('./probe.ts', import.meta.url));

/** A record that runs as a process of its own. */
export interface RunningRecord {
  readonly port: number;
  readonly folder: string;
  /** Milliseconds from starting the process until it served. */
  readonly startMilliseconds: number;
  usage(): Promise<Usage>;
  settings(): Promise<readonly DatabaseSettings[]>;
  startProfile(): Promise<void>;
  stopProfile(file: string): Promise<void>;
  /** A bearer token for a role, made by the command line like anybody's. */
  token(role: string): Promise<string>;
  /** Stops it as an operator would. */
  stop(): Promise<void>;
}

/** Seeding nothing, a start is a second or two; a record that is silent by then will never serve. */
const patience = 120_000;

/** What differs from the reference assembly started as it is. */
export interface StartRecordOptions {
  /** Further words for `baseplate start`. */
  readonly words?: readonly string[];
  /** File of another assembly. */
  readonly configuration?: string;
  /** Variables of the environment that it reads. */
  readonly variables?: NodeJS.ProcessEnv;
}

/** Starts the reference assembly over a data folder, as anybody would, with the probe beside it. */
export async function startRecord(folder: string, options: StartRecordOptions = {}): Promise<RunningRecord> {
  const { words = [], configuration = referenceConfiguration, variables = {} } = options;
  const began = performance.now();
  const environment = {
    // As `npm start` sets them, like the youngest generation below.
    MALLOC_ARENA_MAX: '2',
    MALLOC_TRIM_THRESHOLD_: '131072',
    ...process.env,
    ...variables,
    PORT: '0',
    BASEPLATE_DATA: folder,
    BASEPLATE_BENCH: String(process.pid),
  };
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=4', '--import', probeFile, commandLine, 'start', '--config', configuration, ...words],
    { env: environment, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const port = await readyPort(child);
  const probe = <Answer>(question: ProbeQuestion) => ask<Answer>(child, question);
  return {
    port,
    folder,
    startMilliseconds: performance.now() - began,
    usage: () => probe<Usage>({ kind: 'usage' }),
    settings: () => probe<readonly DatabaseSettings[]>({ kind: 'settings' }),
    startProfile: () => probe({ kind: 'profile-start' }),
    stopProfile: (file) => probe({ kind: 'profile-stop', file }),
    token: async (role) =>
      (
        await runBaseplate(['token', '--role', role, '--ttl', '24h'], configuration, {
          ...environment,
          PORT: String(port),
        })
      ).trim(),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}

function readyPort(child: ChildProcess): Promise<number> {
  let said = '';
  return new Promise((resolve, reject) => {
    const fail = () => {
      child.kill('SIGTERM');
      reject(new Error(`The record did not become ready. It said:\n${said}`));
    };
    const timer = setTimeout(fail, patience);
    const listen = (piece: Buffer) => {
      said += piece.toString();
      const found = /ready after .*?http:\/\/[^\s:]+:(\d+)/.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      child.off('close', fail);
      resolve(Number(found));
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('close', fail);
  });
}
