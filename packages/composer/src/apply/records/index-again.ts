import { type IndexEntry, isBaseplateError, type RecordStore, type ResourceKey } from '@baseplate-epr/contracts';
import type { RecordEntries } from '@baseplate-epr/record';

/** What is indexed, and by what. */
export interface IndexAgainOptions {
  readonly store: RecordStore;
  readonly entries: RecordEntries;
  readonly signal: AbortSignal;
  onPage(done: number): void;
}

type Indexed = ResourceKey & { readonly versionId: string; readonly entries: readonly IndexEntry[] };

/** Indexes every current resource of a store by the search parameters of now. */
export async function indexAgain({ store, entries, signal, onPage }: IndexAgainOptions): Promise<void> {
  const generation = entries.generation();
  let done = 0;
  let cursor: string | undefined;
  do {
    signal.throwIfAborted();
    const page = await store.search({ types: [], count: 200, ...(cursor === undefined ? {} : { cursor }) });
    const made: Indexed[] = [];
    for (const version of page.matches) {
      const { type, id, versionId } = version;
      try {
        made.push({ type, id, versionId, entries: await entries.entriesOf(version) });
      } catch (error) {
        // It is found by nothing in the store in force either.
        if (!isBaseplateError(error) || !['input-invalid', 'limit-exceeded'].includes(error.code)) throw error;
      }
    }
    await store.index({ generation, entries: made });
    done += page.matches.length;
    onPage(done);
    cursor = page.next;
  } while (cursor !== undefined);
}
