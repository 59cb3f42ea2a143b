import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';

/** Makes the folder of the file and those above it that are missing. Only this program's user may look into them. */
export function prepareFolder(file: string): void {
  const folder = dirname(resolve(file));
  try {
    for (const missing of missingFolders(folder)) {
      makeUnlessThere(missing);
      syncFolder(dirname(missing));
    }
  } catch (cause) {
    throw new BaseplateError({
      code: 'storage-unavailable',
      message: `The folder of the record's file cannot be made at ${folder}. Check the path in the configuration, and that this user may write there.`,
      cause,
    });
  }
}

/** Outermost first; one by one, since Node's own recursive way never ends where a file system takes no folders (such as `/proc`). */
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

/** Makes the folder entry of a new file survive a loss of power; SQLite does this for its journals only. */
export function syncFolderOf(file: string): void {
  syncFolder(dirname(resolve(file)));
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder, and writes its entries through.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
