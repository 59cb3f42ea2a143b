import { indexedAtOnce, type Progress } from './indexer.ts';

/** Indexes while nobody waits for it. */
export interface BackgroundIndexing {
  /** Entries were written, given as their texts: once there are enough for a batch, it is begun. */
  written(contents: readonly string[]): void;
  /** Somebody has taken some and left the batch open. */
  goOn(): void;
  /** Stops; what was begun is left to whoever opens the log next. */
  stop(): void;
}

/** As many UTF-16 units as make a batch, however few entries they are: each may name thousands of patients. */
const contentAtOnce = 1_000_000;

/** Between two takes other work of the thread has its turn, above all the next group of entries; in milliseconds. */
const restBetweenTakes = 1;

/**
 * Makes the indexing of a thread, which begins with what others left: those that were killed, or a release whose index was another.
 *
 * @param take - as that of an indexer; what fails is tried again with the next batch, and told when somebody searches
 */
export function indexInBackground(take: () => Progress | undefined): BackgroundIndexing {
  let unindexed = { entries: 0, content: 0 };
  const goOn = (): void => {
    resting = hasMore(take()) ? setTimeout(goOn, restBetweenTakes) : undefined;
  };
  let resting: NodeJS.Timeout | undefined = setTimeout(goOn, 0);
  return {
    written: (contents) => {
      unindexed.entries += contents.length;
      for (const content of contents) unindexed.content += content.length;
      if (unindexed.entries < indexedAtOnce && unindexed.content < contentAtOnce) return;
      unindexed = { entries: 0, content: 0 };
      resting ??= setTimeout(goOn, 0);
    },
    goOn: () => {
      resting ??= setTimeout(goOn, restBetweenTakes);
    },
    stop: () => clearTimeout(resting),
  };
}

function hasMore(progress: Progress | undefined): boolean {
  if (progress === undefined || progress.batch === 'elsewhere') return false;
  return progress.batch === 'amid' || progress.end - progress.position >= indexedAtOnce;
}
