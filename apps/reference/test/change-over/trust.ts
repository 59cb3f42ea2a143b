import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemToken } from '../crash/crash-round.ts';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';
import { type LoadReport, startLoad } from './load.ts';

const source = fileURLToPath(new URL('./__fixtures__/small.ledger.config.ts', import.meta.url));
const target = fileURLToPath(new URL('./__fixtures__/small.postgres.config.ts', import.meta.url));

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
  begin(words: readonly string[]): BaseplateProcess;
  run(words: readonly string[]): Promise<CommandRun>;
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
}

/** Starts the record as its file says, which names SQLite; the ledger may know better. */
export async function startTrust({ data, databaseUrl, processes, port = '0' }: TrustOptions): Promise<Trust> {
  const environment = { DATABASE_URL: databaseUrl };
  const record = runBaseplate(['start', '--processes', String(processes)], {
    data,
    environment,
    port,
    configuration: source,
  });
  const url = await record.ready;
  const token = await systemToken(data, url, source);
  const begin = (words: readonly string[]) =>
    runBaseplate(words, { data, port: new URL(url).port, configuration: target, environment });
  return {
    data,
    record,
    url,
    begin,
    async run(words) {
      const command = begin(words);
      const code = await command.ended;
      return { code, answered: command.answered(), said: command.said() };
    },
    load: (name, writes = 15, reads = 45) => startLoad({ url, token, writes, reads, name }),
  };
}

/** The newest entry of a trust's ledger; `undefined` before the first. */
export function newestEntry(data: string) {
  const directory = join(data, 'assembly');
  const name = readdirSync(directory)
    .filter((file) => file.startsWith('entry-'))
    .sort()
    .at(-1);
  if (name === undefined) return undefined;
  const entry: {
    readonly epoch: number;
    readonly revision: number;
    readonly data: { readonly records: { readonly reference: { readonly package: string } } };
    readonly changeOvers: { readonly records?: { readonly phase: string; readonly applier?: string } };
  } = JSON.parse(readFileSync(join(directory, name), 'utf8'));
  return entry;
}

/** Kills a command when the change-over is in this phase. @returns false if it ended before */
export async function killAmid(command: BaseplateProcess, data: string, phase: string): Promise<boolean> {
  while (command.child.exitCode === null) {
    const over = newestEntry(data)?.changeOvers.records;
    if (over?.phase === phase && over.applier !== undefined) {
      command.child.kill('SIGKILL');
      await command.ended;
      return true;
    }
    await wait(1);
  }
  return false;
}
