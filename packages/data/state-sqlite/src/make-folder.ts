import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';

/** Makes a folder and its parents, so that they are still there after a loss of power. */
export function makeFolder(folder: string): void {
  const path = resolve(folder);
  try {
    const first = mkdirSync(path, { recursive: true });
    if (first === undefined) return;
    for (let made = path; made.length >= first.length; made = dirname(made)) flushFolder(dirname(made));
  } catch (error) {
    throw new BaseplateError({
      code: 'storage-unavailable',
      message: `The folder ${path} is not there and cannot be made. Check the path and its permissions.`,
      cause: error,
    });
  }
}

function flushFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
