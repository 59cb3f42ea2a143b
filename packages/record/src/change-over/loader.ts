import { isBaseplateError, type LoadResult, type RecordStore, type StoredVersion } from '@baseplate-epr/contracts';
import type { EntryBook } from './prepare-entries.ts';

/** Loads versions in calls of a size that suits the target. */
export interface Loader {
  /** As many of these versions, from the first, as one call took. All or nothing of them. */
  load(versions: readonly StoredVersion[], book: EntryBook): Promise<LoadResult & { readonly taken: number }>;
}

/**
 * A call should hold up others who write into the target no longer than this, in milliseconds. Whatever makes a target slow, an old disk
 * or a busy server, the calls become smaller.
 */
const longest = 1000;
const firstSize = 250;

/** Makes a loader; it learns from each call. */
export function createLoader(to: Pick<RecordStore, 'load'>, largest: number, generation = 0): Loader {
  let size = Math.min(firstSize, largest);
  return {
    async load(versions, book) {
      for (;;) {
        const taken = Math.min(size, versions.length);
        const indexed = await book.indexed(versions.slice(0, taken));
        const began = performance.now();
        try {
          const result = await to.load({ versions: indexed, generation });
          const took = performance.now() - began;
          if (took > longest) size = Math.max(1, Math.floor(taken / 2));
          else if (took < longest / 3 && taken === size) size = Math.min(largest, size * 2);
          return { ...result, taken };
        } catch (error) {
          // The target has given up a call that took too long; nothing of it was written.
          if (!isBaseplateError(error) || error.code !== 'query-too-costly' || taken === 1) throw error;
          size = Math.floor(taken / 2);
        }
      }
    },
  };
}
