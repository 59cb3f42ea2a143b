import type { RunProgress } from '@baseplate-epr/contracts';
import type { RunFile, RunFiles } from './run-file.ts';

/** A run as its own process tells of it. */
export interface RunReport {
  /** Shown soon, and at once where a new step begins. */
  progress(progress: RunProgress): void;
  /** Looks whether somebody wants the run to stop; else it is noticed within half a second. Never rejects. */
  listen(): Promise<void>;
  /** Writes how it ended; durable when it resolves. */
  end(ended: Pick<RunFile, 'state' | 'said'>): Promise<void>;
}

/** Milliseconds between signs of life. */
const beatEvery = 500;

/**
 * Begins to tell of a run.
 *
 * @param first - what is known at the beginning; written when this resolves
 * @param stop - called when somebody wants the run to stop
 */
export async function reportRun(
  files: RunFiles,
  first: RunFile,
  { now, stop }: { now(): number; stop(): void },
): Promise<RunReport> {
  let own = first;
  let ended = false;
  let writing = files.write(own);
  await writing;

  const write = (change: Partial<RunFile>) => {
    own = { ...own, ...change, beat: own.beat + 1 };
    const file = own;
    writing = writing.catch(() => undefined).then(() => files.write(file));
    return writing;
  };
  const listen = async () => {
    // A folder that cannot be read for a moment is read again half a second later.
    if (await files.isMarked(own.id, 'stop').catch(() => false)) stop();
  };
  const beat = setInterval(() => {
    if (ended) return;
    // A disk that is full for a while costs the sign of life, not the run.
    write({}).catch(() => undefined);
    void listen();
  }, beatEvery);
  return {
    listen,
    progress({ place, step, done, total }) {
      const isNew = step !== own.progress?.step || place !== own.progress?.place;
      const counted = { ...(done === undefined ? {} : { done }), ...(total === undefined ? {} : { total }) };
      own = { ...own, progress: { place, step, ...counted } };
      if (isNew) write({}).catch(() => undefined);
    },
    async end({ state, said }) {
      ended = true;
      clearInterval(beat);
      await write({ state, said, endedAt: now() });
    },
  };
}
