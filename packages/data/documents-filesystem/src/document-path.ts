import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentDescription } from '@baseplate-epr/contracts';
import { systemCodeOf } from './file-error.ts';

/**
 * Where a document stands: `ab/cd/<digest>.<size>`. Two levels of 256 folders keep each folder small; the size in the name is
 * what tells a truncated file from a short one without reading it.
 */
export function documentPath(directory: string, { sha256, size }: DocumentDescription): string {
  return join(documentFolder(directory, sha256), `${sha256}.${size}`);
}

/** The folder that a document stands in. */
export function documentFolder(directory: string, sha256: string): string {
  return join(directory, sha256.slice(0, 2), sha256.slice(2, 4));
}

/** True for the form of a digest. Nothing else ever becomes part of a path. */
export function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** The document that a file name stands for. */
export function documentOf(fileName: string): DocumentDescription | undefined {
  const parts = /^([0-9a-f]{64})\.(0|[1-9][0-9]{0,15})$/.exec(fileName);
  const [, sha256, size] = parts ?? [];
  return sha256 === undefined ? undefined : { sha256, size: Number(size) };
}

/** Names in a folder, sorted; none if there is no such folder. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** What is kept under a digest. */
export async function findDocument(directory: string, sha256: string): Promise<DocumentDescription | undefined> {
  if (!isDigest(sha256)) return undefined;
  const documents = (await namesIn(documentFolder(directory, sha256))).map(documentOf);
  return documents.find((document) => document?.sha256 === sha256);
}
