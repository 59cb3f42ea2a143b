import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemToken } from '../crash/crash-round.ts';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';
import { type LoadReport, startLoad } from './load.ts';

/** The assembly that trusts start with. */
export const source = fileURLToPath(new URL('./__fixtures__/small.ledger.config.ts', import.meta.url));
/** The same with its record in PostgreSQL. */
export const toPostgres = fileURLToPath(new URL('./__fixtures__/small.postgres.config.ts', import.meta.url));

/** What a command did. */
export interface CommandRun {
  readonly code: number | NodeJS.Signals | null;
  readonly answered: string;
  readonly said: string;
}

/** A record in a folder of its own, with PostgreSQL as the place it is to move to. */
export interface Trust {
  readonly data: string;
  readonly record: BaseplateProcess;
  readonly url: string;
  /** Starts a command with the configuration that names PostgreSQL. */
  begin(words: readonly string[], variables?: Readonly<Record<string, string>>): BaseplateProcess;
  run(words: readonly string[], variables?: Readonly<Record<string, string>>): Promise<CommandRun>;
  /** Uses the record from another process. */
  load(name: string, writes?: number, reads?: number): { stop(): Promise<LoadReport> };
}

/** How a trust's record is started. */
export interface TrustOptions {
  readonly data: string;
  readonly databaseUrl: string;
  readonly processes: number;
  /** Default: any free port. */
  readonly port?: string;
  /** Further variables of the environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The configuration that commands name; default: PostgreSQL. */
  readonly target?: string;
}

const started = new Set<BaseplateProcess>();

/** Ends the records of tests that failed half way. */
export async function stopTrusts(): Promise<void> {
  await Promise.all([...started].map((record) => record.stop('SIGTERM')));
}

/** Starts the record as its file says, which names SQLite; the ledger may know better. */
export async function startTrust(options: TrustOptions): Promise<Trust> {
  const { data, databaseUrl, processes, port = '0', target = toPostgres } = options;
  const environment = { DATABASE_URL: databaseUrl, ...options.environment };
  const record = runBaseplate(['start', '--processes', String(processes)], {
    data,
    environment,
    port,
    configuration: source,
  });
  started.add(record);
  void record.ended.then(() => started.delete(record));
  const url = await record.ready;
  const token = await systemToken(data, url, { configuration: source, environment });
  const begin: Trust['begin'] = (words, variables = {}) =>
    runBaseplate(words, {
      data,
      port: new URL(url).port,
      configuration: target,
      environment: { ...environment, ...variables },
    });
  return {
    data,
    record,
    url,
    begin,
    async run(words, variables) {
      const command = begin(words, variables);
      const code = await command.ended;
      return { code, answered: command.answered(), said: command.said() };
    },
    load: (name, writes = 15, reads = 45) => startLoad({ url, token, writes, reads, name }),
  };
}

/** What a place of a ledger is called. */
export type DataPlace = 'records' | 'documents' | 'audit' | 'state';

interface Entry {
  readonly at: number;
  readonly epoch: number;
  readonly revision: number;
  readonly data: Readonly<
    Record<DataPlace, { readonly reference: { readonly package: string; readonly keeps?: string } }>
  >;
  readonly services: {
    readonly references: readonly { readonly package: string; readonly module: string }[];
    readonly change?: { readonly phase: string };
  };
  readonly changeOvers: Readonly<Partial<Record<DataPlace, { readonly phase: string; readonly applier?: string }>>>;
  readonly passages?: readonly { readonly from: number; readonly endedAt: string; readonly to: number }[];
}

/** The newest entry of a trust's ledger; `undefined` before the first. */
export function newestEntry(data: string): Entry | undefined {
  const name = entryNames(data).at(-1);
  return name === undefined ? undefined : entryOf(data, name);
}

/** Every entry of a trust's ledger, oldest first. */
export function entriesOf(data: string): readonly Entry[] {
  return entryNames(data).map((name) => entryOf(data, name));
}

function entryNames(data: string): string[] {
  return readdirSync(join(data, 'assembly'))
    .filter((file) => file.startsWith('entry-'))
    .sort();
}

function entryOf(data: string, name: string): Entry {
  return JSON.parse(readFileSync(join(data, 'assembly', name), 'utf8'));
}

/** Ids of the processes that serve for a `baseplate start`. */
export function childrenOf(pid: number | undefined): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const rows = listed.map((line) => line.trim().split(/\s+/));
  return rows
    .filter(([, parent, ...words]) => Number(parent) === pid && words.includes('start'))
    .map(([own]) => Number(own));
}

/** Kills a command when the change-over is in this phase. @returns false if it ended before */
export async function killAmid(
  command: BaseplateProcess,
  data: string,
  phase: string,
  place: DataPlace = 'records',
): Promise<boolean> {
  const isKilled = await signalAmid(command, data, phase, 'SIGKILL', place);
  if (isKilled) await command.ended;
  return isKilled;
}

/** Sends a command a signal when the change-over that it leads is in this phase. @returns false if it ended before */
export async function signalAmid(
  command: BaseplateProcess,
  data: string,
  phase: string,
  signal: NodeJS.Signals,
  place: DataPlace = 'records',
): Promise<boolean> {
  while (command.child.exitCode === null) {
    const over = newestEntry(data)?.changeOvers[place];
    if (over?.phase === phase && over.applier !== undefined) return command.child.kill(signal);
    await wait(1);
  }
  return false;
}
