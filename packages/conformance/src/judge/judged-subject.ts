import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Module, ModuleContext } from '@baseplate-epr/contracts';
import type { Subject } from '../kit/subject.ts';
import { type JudgeProcess, startJudgeProcess } from './judge-process.ts';
import type { JudgedNote, JudgedPackage } from './judged/judged-note.ts';
import { makeRemoteAdapter, type RemoteAdapter } from './remote-adapter.ts';

/** A module of a package as the subject of a kit: it runs in a process of its own. */
export interface JudgedSubject<Adapter extends Module> extends Subject<Adapter> {
  /** URLs of the files that were loaded, in the process's main thread. */
  loaded(): Promise<readonly string[]>;
  /** Ends the process. */
  close(): void;
}

/** What is judged, and with which options. */
export interface JudgedSubjectOptions {
  readonly judged: JudgedPackage;
  /** `{directory}` and `{name}` in texts are replaced anew for each case. */
  readonly options: object;
  readonly environment: Readonly<Record<string, string>>;
}

/** Makes the subject. One process serves case after case; one that ended, or hangs in a case, is replaced. */
export function judgedSubject<Adapter extends Module>(given: JudgedSubjectOptions): JudgedSubject<Adapter> {
  let running: JudgeProcess | undefined;
  let starts = 0;
  let busy = false;
  let context: ModuleContext | undefined;

  async function processFor(ofCase: ModuleContext): Promise<JudgeProcess> {
    context = ofCase;
    if (busy) running?.end();
    if (running !== undefined && !running.gone()) return running;
    starts += 1;
    const own = starts;
    const started = await startJudgeProcess({
      ...given,
      now: () => context?.clock.now() ?? 0,
      onNote: (note) => tell(note, context),
    });
    // Its case may have been given up meanwhile, and another process been started, or everything closed: then nobody would ever end this one.
    if (own !== starts) {
      started.end();
      throw new Error('The case was given up before the module was loaded.');
    }
    running = started;
    return running;
  }

  return {
    async create(ofCase) {
      const process = await processFor(ofCase);
      busy = true;
      const { connection } = process;
      const directory = await mkdtemp(join(tmpdir(), 'judged-'));
      const name = `trial_${randomBytes(6).toString('hex')}`;
      const adapters: RemoteAdapter[] = [];
      const make = async (): Promise<Adapter> => {
        const made = await makeRemoteAdapter(connection);
        adapters.push(made);
        // What it is over there is for the kit to find out.
        return made.adapter as Adapter;
      };
      const cleanup = async () => {
        try {
          if (!process.gone()) await connection.request('finish');
        } finally {
          connection.forget();
          if (process === running) busy = false;
          await rm(directory, { recursive: true, force: true });
        }
      };
      try {
        const seed = Buffer.from(ofCase.randomBytes(16)).toString('hex');
        await connection.request('prepare', filled(given.options, { directory, name }), seed);
        return {
          adapter: await make(),
          reopen: make,
          tamper: async (kind) => void (await connection.request('tamper', kind)),
          settled: async () => {
            for (const adapter of adapters) await adapter.settled();
          },
          heldBytes: async () => (await connection.request('heldBytes')) as number,
          cleanup,
        };
      } catch (error) {
        await cleanup();
        throw error;
      }
    },
    loaded: async () =>
      running === undefined || running.gone()
        ? []
        : ((await running.connection.request('loaded')) as readonly string[]),
    close() {
      starts += 1;
      running?.end();
    },
  };
}

function tell(note: JudgedNote, context: ModuleContext | undefined): void {
  if ('log' in note) context?.logger[note.log](note.message, note.fields);
  else if ('output' in note) context?.logger.info(note.output);
  else context?.failed?.(note.failed);
}

/** Puts the place of a case into the options. */
function filled(value: unknown, place: { readonly directory: string; readonly name: string }): unknown {
  if (typeof value === 'string')
    return value.replaceAll('{directory}', place.directory).replaceAll('{name}', place.name);
  if (Array.isArray(value)) return value.map((item) => filled(item, place));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, filled(member, place)]));
}
