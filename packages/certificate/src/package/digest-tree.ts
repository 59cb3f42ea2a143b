import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certificateInvalid } from '../certificate-invalid.ts';

/** Folders that are no part of a package: what it depends on is digested by itself, the others are tools' own. */
export const foreignFolders: ReadonlySet<string> = new Set(['node_modules', '.git', '.turbo']);

/**
 * SHA-256 over every file of a package: names and bytes, in the order of their names.
 *
 * @throws BaseplateError `certificate-invalid` for a link, whose target could change unseen
 */
export async function digestTree(root: string): Promise<string> {
  const files: string[] = [];
  await collect(root, '', files);
  files.sort(compareBytes);
  const tree = createHash('sha256');
  for (const file of files) {
    const content = createHash('sha256').update(await readFile(join(root, file)));
    tree.update(`${content.digest('hex')} ${JSON.stringify(file)}\n`);
  }
  return tree.digest('hex');
}

/** Orders as bytes, the same everywhere. */
export function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

async function collect(root: string, folder: string, files: string[]): Promise<void> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!foreignFolders.has(entry.name)) await collect(root, path, files);
    } else if (entry.isFile()) files.push(path);
    else if (!foreignFolders.has(entry.name)) {
      throw certificateInvalid(
        `${join(root, path)} is a link or no file at all, so what it leads to could change unseen. Put a file in its place.`,
      );
    }
  }
}
