import { setTimeout as rest } from 'node:timers/promises';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { Progress } from './indexer.ts';

/** How far an index has come that somebody waits for. */
export interface IndexWaiting {
  /** Entries that are searched by. */
  readonly indexed: number;
  /** How many it is waited for. */
  readonly entries: number;
}

/** What is waited for, and who hears of it. */
export interface WaitForIndexOptions {
  readonly file: string;
  /** Has the next few taken up; gives nothing if nobody can. */
  take(): Promise<Progress | undefined>;
  /** Called every few seconds. */
  tell(waiting: IndexWaiting): void;
}

/** How long another process may be amid a batch of the index, in milliseconds; it takes some tens. */
const elsewhereAtMost = 10_000;
/** How long nobody looks whether it has gone on: to look every millisecond took a quarter of a processor. */
const restElsewhere = 5;
/** Who waits longer than this is told how far it is, each time, in milliseconds: an index that is made anew takes a second for 20,000 entries. */
const silentAtMost = 3_000;

/**
 * Resolves when everything that was in the log at the call is searched by.
 *
 * @throws BaseplateError `storage-unavailable` if another process holds the index and does not go on
 */
export async function waitForIndex({ file, take, tell }: WaitForIndexOptions): Promise<void> {
  let goal: number | undefined;
  let before = -1;
  let moved = performance.now();
  let told = moved;
  for (;;) {
    const started = performance.now();
    const progress = await take();
    if (progress === undefined) return;
    const { position, end, batch } = progress;
    goal ??= end;
    if (position >= goal) return;
    if (position > before || batch === 'amid') moved = started;
    else if (started - moved > elsewhereAtMost) throw heldElsewhere(file);
    before = position;
    if (started - told > silentAtMost) {
      tell({ indexed: position, entries: goal });
      told = started;
    }
    // Appends go first, and whoever else waits for the index. Another process takes tens of milliseconds for its batch.
    await rest(batch === 'elsewhere' ? restElsewhere : performance.now() - started);
  }
}

function heldElsewhere(file: string): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `The index of the audit log ${file} is held by another process that does not go on, so entries cannot be searched for. Look which processes have the file open, and end the one that stands still.`,
  });
}
