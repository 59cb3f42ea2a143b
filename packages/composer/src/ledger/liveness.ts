import { isCode } from './durable-file.ts';
import type { ProcessFile } from './process-file.ts';
import { processSpace } from './process-space.ts';

/**
 * How long a process is waited for that shows no sign of life, in milliseconds. It counts by the clock of whoever waits, from the last
 * change seen, so that clocks of several machines need not agree.
 */
export const patience = 3000;

/**
 * How long a process serves after its last sign of life, in milliseconds. Less than {@link patience}: it stops before the others go on without
 * it.
 */
export const lease = 2000;

/**
 * How long a process must show no sign of life before its file is taken away, in milliseconds. Far more than {@link patience}: one that stood
 * still and goes on finds its file, so that nobody forgets to wait for it.
 */
const forgottenAfter = 60_000;

/** What of a file shows that its process lives. */
export type LivingFile = Pick<ProcessFile, 'id' | 'pid' | 'space' | 'beat' | 'touchedAt'>;

/** Judges whether processes live. */
export interface Liveness {
  now(): number;
  /**
   * Looks at a file.
   *
   * @param asked - {@link now} before the file was read: whoever stood still after reading it must not take what has happened since for silence
   */
  isAlive(file: LivingFile, asked: number): boolean;
  /** Whether one that does not live will not be heard of again; asked after {@link isAlive}. */
  isForgotten(file: LivingFile, asked: number): boolean;
}

/** What is used of the machine. */
export interface LivenessOptions {
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
  readonly space?: string;
  readonly exists?: (pid: number) => boolean;
}

/** Begins to watch over processes: one that is seen for the first time is thought to live, unless it is known to be gone. */
export function createLiveness(options: LivenessOptions = {}): Liveness {
  const { now = () => performance.now(), space = processSpace(), exists = processExists } = options;
  const seen = new Map<string, { readonly sign: string; readonly at: number }>();
  const isGone = ({ pid, space: its }: LivingFile) => its === space && !exists(pid);
  const silence = ({ id }: LivingFile, asked: number) => asked - (seen.get(id)?.at ?? asked);
  return {
    now,
    isAlive(file, asked) {
      const { id, beat, touchedAt } = file;
      if (isGone(file)) return false;
      const sign = `${beat} ${touchedAt}`;
      if (seen.get(id)?.sign !== sign) {
        seen.set(id, { sign, at: now() });
        return true;
      }
      return silence(file, asked) < patience;
    },
    isForgotten: (file, asked) => isGone(file) || silence(file, asked) >= forgottenAfter,
  };
}

/** Whether there is a process of this number here, whoever's it is. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but another user's.
    return isCode(error, 'EPERM');
  }
}
