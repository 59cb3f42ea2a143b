import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ImportFile } from './find-files.ts';

/** Largest JSON file taken as a whole, in bytes when unpacked: what a transaction may hold. */
export const wholeFileLimit = 128 * 1024 * 1024;

/** The bytes of a file, unpacked, with a count of how many of the file's own bytes have been read. */
export function openFile(file: ImportFile): { readonly content: Readable; bytesRead(): number } {
  const raw = createReadStream(file.path);
  const bytesRead = () => raw.bytesRead;
  if (!file.compressed) return { content: raw, bytesRead };
  const unpacked = createGunzip();
  raw.on('error', (error) => unpacked.destroy(error));
  return { content: raw.pipe(unpacked), bytesRead };
}

/** A file as text. @throws the reader's error, or one with code `too-large` or `not-utf-8` */
export async function readWholeFile(file: ImportFile): Promise<string> {
  const { content } = openFile(file);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > wholeFileLimit) throw Object.assign(new Error('too large'), { code: 'too-large' });
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw Object.assign(new Error('not UTF-8'), { code: 'not-utf-8' });
  }
}
