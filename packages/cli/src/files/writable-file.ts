import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';

/** A file that the command line names, to be written. */
export interface NamedFile {
  readonly path: string;
  /** What it will hold, as the beginning of a sentence. */
  readonly what: string;
  /** The option that names it, such as `--out`; absent where no other place can be named. */
  readonly option?: string;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there, or cannot be made',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
};

/** The error for a file that could not be written, with the reason that the system gives. */
export function cannotWrite({ path, what, option }: NamedFile, cause: unknown): BaseplateError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown reason';
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `${what} cannot be written to ${path}: ${reasons[code] ?? `the system reports ${code}`}. Change that${option === undefined ? '' : `, or name another place with ${option}`}.`,
    cause,
  });
}

/** Writes a file whole. @throws BaseplateError `storage-unavailable` with the reason */
export async function writeNamedFile(file: NamedFile, text: string): Promise<void> {
  await writeFile(file.path, text).catch((cause: unknown) => {
    throw cannotWrite(file, cause);
  });
}

/**
 * Sees beforehand whether a file may be written, so that hours of work do not come to nothing at their end. Makes nothing.
 *
 * @throws BaseplateError `storage-unavailable` with the reason
 */
export async function requireWritable(file: NamedFile): Promise<void> {
  const path = resolve(file.path);
  try {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (found?.isDirectory()) throw Object.assign(new Error('It is a folder.'), { code: 'EISDIR' });
    await access(found === undefined ? dirname(path) : path, constants.W_OK);
  } catch (cause) {
    throw cannotWrite(file, cause);
  }
}

/**
 * The same of a folder that is to get files, and is made, with those above it, if it is not there. Makes nothing.
 *
 * @throws BaseplateError `storage-unavailable` with the reason
 */
export async function requireFolder(folder: NamedFile): Promise<void> {
  try {
    let path = resolve(folder.path);
    for (;;) {
      const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (found?.isDirectory()) return await access(path, constants.W_OK | constants.X_OK);
      if (found !== undefined) throw Object.assign(new Error('It is a file.'), { code: 'ENOTDIR' });
      path = dirname(path);
    }
  } catch (cause) {
    throw cannotWrite(folder, cause);
  }
}
