import type { LogFields, Module, ModuleContext, ModuleProof, PreparedTrial } from '@baseplate-epr/contracts';
import { canonicalJson } from '../../audit-log/hash-audit-entry.ts';
import { tamperChain } from '../../audit-log/tamper-chain.ts';
import { createSeededRandom } from '../../kit/seeded-random.ts';
import type { JudgedNote } from './judged-note.ts';

/** What a case may be asked for in the judged process. */
export interface JudgedCase {
  /** Makes an adapter; the number names it in `start` and `describe`. */
  make(): { readonly handle: number; readonly adapter: Module };
  start(handle: number, extras: object): Promise<void>;
  /** The data members as they are now: some are known only after the start. */
  describe(handle: number): object;
  tamper(kind: string): Promise<void>;
  finish(): Promise<void>;
}

/** What a case needs. */
export interface JudgedCaseOptions {
  readonly factory: (options: object) => Module;
  readonly proof: ModuleProof | undefined;
  readonly options: object;
  readonly seed: string;
  now(): number;
  note(note: JudgedNote): void;
}

/** Prepares one case. */
export async function openJudgedCase(given: JudgedCaseOptions): Promise<JudgedCase> {
  const { factory, proof, options, seed, now, note } = given;
  const prepared: PreparedTrial = (await proof?.prepare({ options, tools: { tamperChain, canonicalJson } })) ?? {};
  const adapters: Module[] = [];
  const random = createSeededRandom(seed);
  const log =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}) =>
      note({ log: level, message, fields });
  const context: ModuleContext = {
    clock: { now },
    logger: { info: log('info'), warn: log('warn'), error: log('error') },
    randomBytes: (size) => random.bytes(size),
    failed: (reason) => note({ failed: reason }),
  };
  const find = (handle: number): Module => {
    const adapter = adapters[handle];
    if (adapter === undefined) throw new RangeError(`There is no adapter ${handle} in this case.`);
    return adapter;
  };
  return {
    make() {
      const adapter = factory(prepared.options ?? options);
      return { handle: adapters.push(adapter) - 1, adapter };
    },
    start: (handle, extras) => find(handle).start({ ...context, ...extras }),
    describe: (handle) =>
      Object.fromEntries(Object.entries(find(handle)).filter(([, member]) => typeof member !== 'function')),
    async tamper(kind) {
      if (prepared.tamper === undefined) {
        throw new Error(
          `The package declares no proof with a tamper(), so nobody knows whether "${kind}" would be noticed. Export one, and name it in the field baseplate of package.json.`,
        );
      }
      await prepared.tamper(kind);
    },
    finish: async () => prepared.cleanup?.(),
  };
}
