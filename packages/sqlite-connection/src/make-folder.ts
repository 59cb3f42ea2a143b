import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';

/** Makes a folder and its parents, so that they are still there after a loss of power. Only this program's user may look into them. */
export function makeFolder(folder: string): void {
  const path = resolve(folder);
  try {
    for (const missing of missingFolders(path)) {
      makeUnlessThere(missing);
      flushFolder(dirname(missing));
    }
  } catch (error) {
    throw new BaseplateError({
      code: 'storage-unavailable',
      message: `The folder ${path} is not there and cannot be made. Check the path and its permissions.`,
      cause: error,
    });
  }
}

/**
 * The folders to make, outermost first. Made one by one, since Node's own recursive way never ends where a file system takes no
 * folders (such as `/proc`).
 */
function missingFolders(path: string): readonly string[] {
  const missing: string[] = [];
  for (let folder = path; !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  return missing;
}

function makeUnlessThere(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another store of the same assembly may have been faster, which is as good.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** Makes the names in a folder survive a loss of power; SQLite does this for its journals only. */
export function flushFolder(path: string): void {
  // Windows cannot open a folder, and writes its entries through.
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
