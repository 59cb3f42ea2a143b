import { setTimeout as wait } from 'node:timers/promises';
import { createLiveness } from './liveness.ts';
import type { ProcessFile, ProcessFiles } from './process-file.ts';

/** Who lives among the processes of an assembly, and what they have taken notice of. */
export interface RollCall {
  /** The processes that have the assembly open now. */
  serving(): Promise<readonly ProcessFile[]>;
  /** Whether this process lives. */
  isAlive(id: string): Promise<boolean>;
  /** Waits until all that serve meet the demands of this entry; who ends or falls silent is not waited for. False if it takes longer. */
  everybodyMeets(
    revision: number,
    options: { readonly within: number; readonly signal?: AbortSignal; look?(processes: readonly ProcessFile[]): void },
  ): Promise<boolean>;
}

const pause = 10;

/** Calls the roll in the folder of process files. Takes the files of those away that will not be heard of again. */
export function createRollCall(files: ProcessFiles): RollCall {
  const liveness = createLiveness();
  const living = async () => {
    const asked = liveness.now();
    const all = await files.list();
    const alive = all.filter((file) => liveness.isAlive(file, asked));
    const others = all.filter((file) => !alive.includes(file));
    for (const file of others) if (liveness.isForgotten(file, asked)) await files.remove(file.id);
    return alive;
  };
  const serving = async () => (await living()).filter(({ role }) => role === 'serving');
  return {
    serving,
    isAlive: async (id) => (await living()).some((file) => file.id === id),
    async everybodyMeets(revision, { within, signal, look }) {
      const limit = performance.now() + within;
      for (;;) {
        const processes = await serving();
        look?.(processes);
        if (processes.every(({ meets }) => meets >= revision)) return true;
        if (performance.now() > limit || signal?.aborted) return false;
        await wait(pause);
      }
    },
  };
}
