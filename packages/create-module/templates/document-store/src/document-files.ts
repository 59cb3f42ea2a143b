import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentDescription } from '@baseplate-epr/contracts';

/** Where a document stands. The size in its name tells a file that lost its end from one that was short. */
export function pathOf(directory: string, { sha256, size }: DocumentDescription): string {
  return join(directory, `${sha256}.${size}`);
}

/** Where a document is written before it has its name; another one at each call. */
export function incomingPath(directory: string): string {
  return join(directory, `incoming-${crypto.randomUUID()}`);
}

/** Whether a file was being written. */
export function isIncoming(name: string): boolean {
  return name.startsWith('incoming-');
}

/** Every document that is whole, ordered by digest. */
export async function documentsIn(directory: string): Promise<readonly DocumentDescription[]> {
  return (await readdir(directory)).sort().flatMap((name) => {
    const [, sha256, size] = /^([0-9a-f]{64})\.([0-9]+)$/.exec(name) ?? [];
    return sha256 === undefined ? [] : [{ sha256, size: Number(size) }];
  });
}

/** The document of a digest. Any text may be asked for; it is compared, and never becomes part of a path. */
export async function findDocument(directory: string, sha256: string): Promise<DocumentDescription | undefined> {
  return (await documentsIn(directory)).find((document) => document.sha256 === sha256);
}
