import type { DocumentStore } from '@baseplate-epr/contracts';
import { listPages } from '../documents/list-documents.ts';
import { inParallel } from '../in-parallel.ts';

/** Whether a store holds no document that another does not hold too. @throws BaseplateError `cancelled`; whatever the stores throw */
export async function holdsOwnDocuments(options: {
  readonly from: Pick<DocumentStore, 'head'>;
  readonly to: Pick<DocumentStore, 'list'>;
  readonly signal?: AbortSignal;
  onPage?(documents: number): void;
}): Promise<boolean> {
  const { from, to, signal, onPage } = options;
  let done = 0;
  for await (const { documents } of listPages({ store: to, limit: 1000, signal })) {
    const there = await inParallel(documents, 16, async ({ sha256 }) => (await from.head({ sha256 })) !== undefined);
    if (there.includes(false)) return false;
    done += documents.length;
    onPage?.(done);
  }
  return true;
}
