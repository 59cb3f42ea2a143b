import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';

const advice: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Make room and try again.',
  EDQUOT: 'The disk quota is used up. Make room and try again.',
  EACCES: 'This process may not write there. Let it, or name another folder.',
  EPERM: 'This process may not write there. Let it, or name another folder.',
  EROFS: 'The file system is read-only. Mount it for writing, or name another folder.',
  ENOENT: 'The folder is not there and cannot be made. Check the path, and that its disk is mounted.',
  ENOTDIR: 'Part of the path is a file. Name a folder.',
  EEXIST: 'There is a file of this name. Name a folder.',
  EMFILE: 'Too many files are open. Raise the limit of open files.',
  EIO: 'The disk reports an error. Check the disk and the system log.',
};

/** What callers see instead of an error of the file system. */
export function fileError(directory: string, error: unknown): BaseplateError {
  if (isBaseplateError(error)) return error;
  const systemCode = systemCodeOf(error);
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `The documents in ${directory} cannot be used. ${advice[systemCode] ?? `The system reports ${systemCode}.`}`,
    cause: error,
    details: { systemCode },
  });
}

/** The system's name of an error, such as `ENOENT`. */
export function systemCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
