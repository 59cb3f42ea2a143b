import type { DocumentContent, GetOptions } from '@baseplate-epr/contracts';
import type { Bucket } from '../bucket/bucket.ts';
import { isDigest } from '../bucket/keys.ts';
import { describeDocument } from './describe-document.ts';
import { type OpenPart, openPart } from './open-part.ts';
import { readBytes } from './read-bytes.ts';
import { corrupt, notFound, rangeOutside } from './refusals.ts';
import { streamOf } from './stream-of.ts';

/** Opens a document for reading, with one request in all usual cases. */
export async function getDocument(bucket: Bucket, { sha256, range }: GetOptions): Promise<DocumentContent> {
  if (!isDigest(sha256)) throw notFound();
  const { start, end } = range ?? { start: 0 };
  const opened = isRange(start, end) && start !== end ? await openPart(bucket, sha256, { start, end }) : undefined;
  if (opened === undefined) return withoutBytes(bucket, sha256, { start, end });
  try {
    const { stored } = opened;
    const size = opened.size ?? stored;
    if (stored !== size) throw corrupt(sha256);
    if (start > size || (end ?? 0) > size) throw rangeOutside(size);
    const whole = start === 0 && (end ?? size) === size;
    if (!whole && opened.size === undefined) await proveWhole(bucket, sha256);
    const reading = { sha256, start, end: end ?? size, whole, opened };
    return { sha256, size, content: streamOf(bucket, readBytes(bucket, reading), opened) };
  } catch (error) {
    opened.body.destroy();
    throw error;
  }
}

/** Answers where there is nothing to fetch: an empty range, or one that lies outside. */
async function withoutBytes(
  bucket: Bucket,
  sha256: string,
  { start, end }: { readonly start: number; readonly end: number | undefined },
): Promise<DocumentContent> {
  const found = await describeDocument(bucket, sha256);
  if (found === undefined) throw notFound();
  const { size, stored } = found;
  if (stored !== size) throw corrupt(sha256);
  if (!isRange(start, end) || start > size || (end ?? start) !== start) throw rangeOutside(size);
  return { sha256, size, content: ReadableStream.from<Uint8Array>([]) };
}

/** Reads a document of which nothing says how long it was, so that a shortened one is not taken for whole. */
async function proveWhole(bucket: Bucket, sha256: string): Promise<void> {
  const opened: OpenPart | undefined = await openPart(bucket, sha256, { start: 0 });
  if (opened === undefined) throw corrupt(sha256);
  const reading = { sha256, start: 0, end: opened.stored, whole: true, opened };
  for await (const _ of readBytes(bucket, reading));
}

function isRange(start: number, end: number | undefined): boolean {
  return (
    Number.isSafeInteger(start) && start >= 0 && (end === undefined || (Number.isSafeInteger(end) && end >= start))
  );
}
