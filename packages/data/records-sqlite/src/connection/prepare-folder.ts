import { closeSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';

/**
 * Makes the folder of the file if the folder above it exists: one missing level is a first start, two are a wrong path. Only this
 * program's user may look into it.
 */
export function prepareFolder(file: string): void {
  const folder = dirname(resolve(file));
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  try {
    mkdirSync(folder, { mode: 0o700 });
    syncFolder(dirname(folder));
  } catch (cause) {
    throw new BaseplateError({
      code: 'storage-unavailable',
      message: `The folder of the record's file cannot be made at ${folder}: the folder above it is missing or may not be written. Make the folder, or correct the path in the configuration.`,
      cause,
    });
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
