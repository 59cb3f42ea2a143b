import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { codeOf } from './disk-error.ts';

/**
 * Makes a folder and those above it that are missing. Nobody but this user may look into them.
 *
 * One by one, since Node's own recursive way says of a read-only file system that the path is not there, and never ends where a file system
 * takes no folders (such as `/proc`).
 */
export async function makeFolders(folder: string): Promise<void> {
  const missing: string[] = [];
  for (let above = resolve(folder); !existsSync(above); above = dirname(above)) missing.unshift(above);
  for (const path of missing) {
    await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
      // Somebody else was faster, which is as good.
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  }
}
