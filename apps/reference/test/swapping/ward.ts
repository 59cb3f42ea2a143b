import { fileURLToPath } from 'node:url';
import { childrenOf } from '../change-over/trust.ts';
import { systemToken } from '../crash/crash-round.ts';
import { type BaseplateProcess, reference, runBaseplate } from '../start/run-baseplate.ts';

/** What a command did. */
export interface CommandRun {
  readonly code: number | NodeJS.Signals | null;
  readonly answered: string;
  readonly said: string;
}

/** A record with synthetic patients whose services are swapped. */
export interface Ward {
  readonly record: BaseplateProcess;
  readonly url: string;
  readonly token: string;
  /** Ids of the processes that serve. */
  serving(): readonly number[];
  /** Begins a command, with the services that these variables choose. */
  begin(words: readonly string[], services?: Readonly<Record<string, string>>): BaseplateProcess;
  run(words: readonly string[], services?: Readonly<Record<string, string>>): Promise<CommandRun>;
}

/** The assembly whose services the environment chooses. */
export const swapped = fileURLToPath(new URL('./__fixtures__/swapped.config.ts', import.meta.url));

/** Starts the reference assembly in so many processes. */
export async function startWard(options: {
  readonly data: string;
  readonly processes: number;
  readonly patients?: number;
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<Ward> {
  const { data, processes, patients = 1, environment = {} } = options;
  const words = ['start', '--processes', String(processes), '--seed', String(patients)];
  const record = runBaseplate(words, { data, configuration: swapped, environment });
  const url = await record.ready;
  const port = new URL(url).port;
  const begin: Ward['begin'] = (command, services = {}) =>
    runBaseplate(command, { data, port, configuration: swapped, environment: { ...environment, ...services } });
  return {
    record,
    url,
    token: await systemToken(data, url, { configuration: reference }),
    serving: () => childrenOf(record.child.pid),
    begin,
    async run(command, services) {
      const running = begin(command, services);
      const code = await running.ended;
      return { code, answered: running.answered(), said: running.said() };
    },
  };
}
