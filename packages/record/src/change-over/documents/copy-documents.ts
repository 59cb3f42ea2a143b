import { type DocumentDescription, isBaseplateError } from '@baseplate-epr/contracts';
import { requireWanted } from '../cancelled.ts';
import { inParallel } from '../in-parallel.ts';
import type { CopiedDocuments, CopyDocumentsOptions, CopyDocumentsResult, DocumentFailure } from './document-types.ts';
import { listPages } from './list-documents.ts';

/** What became of one document. */
type Outcome = 'copied' | 'present' | 'gone' | DocumentFailure;

/** A document is at fault with one of these; anything else is about a store. */
const faults = ['storage-corrupt', 'content-mismatch', 'limit-exceeded'];

/**
 * Copies the documents of a store into another, streaming, in the order of their digests. Idempotent: what is there already is left. A
 * document that is put meanwhile may be missed, so whoever copies a store in use puts new ones to both.
 *
 * @throws BaseplateError `cancelled` between two pages; whatever else the stores throw, but for documents that are damaged, which are named
 */
export async function copyDocuments(options: CopyDocumentsOptions): Promise<CopyDocumentsResult> {
  const { from, limit = 200, atOnce = 4, signal, onPage } = options;
  const after = options.after === '' ? undefined : options.after;
  const sum = { cursor: after ?? '', documents: 0, copied: 0, present: 0, gone: 0, bytes: 0, failed: 0 };
  for await (const { documents, cursor } of listPages({ store: from, after, limit, signal })) {
    const outcomes = await inParallel(documents, atOnce, (document) => copyDocument(document, options));
    const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
    const page: CopiedDocuments = {
      cursor,
      documents: documents.length,
      copied: count('copied'),
      present: count('present'),
      gone: count('gone'),
      bytes: documents.reduce((bytes, { size }, index) => bytes + (outcomes[index] === 'copied' ? size : 0), 0),
      failed: outcomes.filter((outcome) => typeof outcome !== 'string'),
    };
    sum.cursor = cursor;
    for (const part of ['documents', 'copied', 'present', 'gone', 'bytes'] as const) sum[part] += page[part];
    sum.failed += page.failed.length;
    await onPage?.(page);
    requireWanted(signal);
  }
  return sum;
}

async function copyDocument(
  { sha256, size }: DocumentDescription,
  { from, to }: Pick<CopyDocumentsOptions, 'from' | 'to'>,
): Promise<Outcome> {
  try {
    if ((await to.head({ sha256 }))?.size === size) return 'present';
    const { content } = await from.get({ sha256 });
    await to.put({ content, sha256 });
    return 'copied';
  } catch (error) {
    if (!isBaseplateError(error)) throw error;
    if (error.code === 'not-found') return 'gone';
    if (faults.includes(error.code)) return { sha256, reason: error.message };
    throw error;
  }
}
