import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';

const full =
  'The disk is full. What was written so far is kept: make room there and run the same command again, it goes on.';
const advice: Readonly<Record<string, string>> = {
  ENOSPC: full,
  EDQUOT: full.replace('The disk is full', 'The quota is used up'),
  EFBIG:
    'A file may not grow any more there (a limit of the file system or of this process). Lift the limit, or use another disk, and run the same command again: it goes on.',
  EACCES: 'This user may not read or write there. Let it, or name another folder.',
  EPERM: 'This user may not read or write there. Let it, or name another folder.',
  EROFS: 'The file system is read-only. Mount it for writing, or name another folder.',
  ENOENT: 'It is not there, or its disk is not mounted. Check the path.',
  ENOTDIR: 'A part of the path is a file. Name a folder.',
  EMFILE: 'Too many files are open. Raise the limit of open files (ulimit -n) to 1,024 or more.',
  EIO: 'The disk reports an error. Check it and the system log; use another one.',
};

/** What a person is told instead of an error of the file system. */
export function diskError(directory: string, error: unknown): BaseplateError {
  if (isBaseplateError(error)) return error;
  const code = codeOf(error);
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `The archive ${directory} cannot be used. ${advice[code] ?? `The system reports ${code}.`}`,
    cause: error,
    details: { systemCode: code },
  });
}

/** The system's name of an error, such as `ENOENT`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/** Does work on files; what fails is told in words. */
export async function onDisk<Result>(directory: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw diskError(directory, error);
  }
}
