import { createHash } from 'node:crypto';
import { type DocumentDescription, isBaseplateError } from '@baseplate-epr/contracts';
import { requireWanted } from '../cancelled.ts';
import type { Side } from '../comparison-types.ts';
import type { CompareDocumentsOptions, DocumentComparison, DocumentDifference } from './document-types.ts';
import { listDocuments } from './list-documents.ts';

const limit = 1000;
const progressEvery = 200;

/**
 * Compares two document stores by their lists, which hold two pages in memory; with `every`, the bytes of each document as well.
 *
 * @throws BaseplateError `cancelled`; whatever the stores throw, but for documents that are damaged, which are differences
 */
export async function compareDocuments(options: CompareDocumentsOptions): Promise<DocumentComparison> {
  const { every = false, differenceLimit = 10_000, signal, onProgress } = options;
  const lists = {
    left: listDocuments({ store: options.left, limit, signal }),
    right: listDocuments({ store: options.right, limit, signal }),
  };
  const documents = { left: 0, right: 0 };
  const bytes = { left: 0, right: 0 };
  const differences: DocumentDifference[] = [];
  let complete = true;
  const add = (difference: DocumentDifference | undefined) => {
    if (difference === undefined) return;
    if (differences.length < differenceLimit) differences.push(difference);
    else complete = false;
  };
  const count = (side: Side, { size }: DocumentDescription) => {
    documents[side] += 1;
    bytes[side] += size;
  };
  const read = async (side: Side, { sha256 }: DocumentDescription) => {
    if (every) add(await damageOf(side, sha256, options));
  };

  let [left, right] = await Promise.all([lists.left.next(), lists.right.next()]);
  for (let looked = 1; !left.done || !right.done; looked += 1) {
    requireWanted(signal);
    const one = left.done ? undefined : left.value;
    const other = right.done ? undefined : right.value;
    const isLeft = one !== undefined && (other === undefined || one.sha256 <= other.sha256);
    const isRight = other !== undefined && (one === undefined || other.sha256 <= one.sha256);
    if (isLeft) count('left', one);
    if (isRight) count('right', other);
    if (isLeft && !isRight) add({ kind: 'missing', missingIn: 'right', ...one });
    if (isRight && !isLeft) add({ kind: 'missing', missingIn: 'left', ...other });
    if (isLeft && isRight && one.size !== other.size) {
      add({ kind: 'size', sha256: one.sha256, left: one.size, right: other.size });
    }
    if (isLeft) await read('left', one);
    if (isRight) await read('right', other);
    if (looked % progressEvery === 0) onProgress?.({ documents: looked, bytes: Math.max(bytes.left, bytes.right) });
    [left, right] = await Promise.all([isLeft ? lists.left.next() : left, isRight ? lists.right.next() : right]);
  }
  return { same: differences.length === 0 && complete, documents, bytes, differences, complete };
}

/** Reads a document to its end. */
async function damageOf(
  side: Side,
  sha256: string,
  options: CompareDocumentsOptions,
): Promise<DocumentDifference | undefined> {
  try {
    const { content } = await options[side].get({ sha256 });
    const hash = createHash('sha256');
    for await (const chunk of content) hash.update(chunk);
    if (hash.digest('hex') === sha256) return undefined;
    return { kind: 'unreadable', side, sha256, reason: 'Its bytes are not those that it is named after.' };
  } catch (error) {
    if (!isBaseplateError(error) || !['storage-corrupt', 'not-found'].includes(error.code)) throw error;
    return { kind: 'unreadable', side, sha256, reason: error.message };
  }
}
