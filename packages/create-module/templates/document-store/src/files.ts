import { open } from 'node:fs/promises';
import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';

/** Makes what was renamed or deleted in a folder outlive a loss of power. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Runs work on files; the system's errors become the contract's, others stay as they are. */
export async function onFiles<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw fileError(error);
  }
}

/** What the contract says for an error of the system. */
export function fileError(error: unknown): unknown {
  if (isBaseplateError(error) || !(error instanceof Error && 'syscall' in error)) return error;
  return new BaseplateError({
    code: 'storage-unavailable',
    message:
      'The folder of the documents cannot be read or written. See that it is there, has room, and may be written to.',
    cause: error,
  });
}
