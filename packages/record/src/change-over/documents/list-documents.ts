import type { DocumentDescription, DocumentStore } from '@baseplate-epr/contracts';
import { ahead } from '../ahead.ts';
import { requireWanted } from '../cancelled.ts';

/** One page of a store's documents. */
export interface ListedPage {
  readonly documents: readonly DocumentDescription[];
  /** Where to go on. */
  readonly cursor: string;
}

/** What to list. */
export interface ListOptions {
  readonly store: Pick<DocumentStore, 'list'>;
  readonly after?: string;
  readonly limit: number;
  readonly signal: AbortSignal | undefined;
}

/** Every document of a store by pages, ordered by digest; the next page is asked for while one is looked at. */
export function listPages(options: ListOptions): AsyncGenerator<ListedPage, void, undefined> {
  return ahead(pages(options));
}

/** Every document of a store, ordered by digest. */
export async function* listDocuments(options: ListOptions): AsyncGenerator<DocumentDescription, void, undefined> {
  for await (const { documents } of listPages(options)) yield* documents;
}

async function* pages({ store, after, limit, signal }: ListOptions): AsyncGenerator<ListedPage, void, undefined> {
  for (let cursor = after; ; ) {
    requireWanted(signal);
    const { documents, next } = await store.list({ after: cursor, limit });
    cursor = next ?? documents.at(-1)?.sha256 ?? cursor ?? '';
    yield { documents, cursor };
    if (next === undefined) return;
  }
}
