import { hostname } from 'node:os';
import { isCode } from './durable-file.ts';
import type { ProcessFile } from './process-file.ts';

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

/** Judges whether processes live. */
export interface Liveness {
  /** Looks at a file that was read just now. */
  isAlive(file: ProcessFile): boolean;
}

/** What is used of the machine. */
export interface LivenessOptions {
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
  readonly host?: string;
  readonly exists?: (pid: number) => boolean;
}

/** Begins to watch over processes: one that is seen for the first time is thought to live, unless it is known to be gone. */
export function createLiveness(options: LivenessOptions = {}): Liveness {
  const { now = () => performance.now(), host = hostname(), exists = processExists } = options;
  const seen = new Map<string, { readonly beat: number; readonly at: number }>();
  return {
    isAlive({ id, beat, pid, host: its }) {
      if (its === host && !exists(pid)) return false;
      const last = seen.get(id);
      if (last?.beat !== beat) {
        seen.set(id, { beat, at: now() });
        return true;
      }
      return now() - last.at < patience;
    },
  };
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but another user's.
    return isCode(error, 'EPERM');
  }
}
