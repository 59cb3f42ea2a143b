import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';
import { isCode } from './durable-file.ts';

/** Does work on the files of a ledger; what fails is told in words. @throws BaseplateError `storage-unavailable` */
export async function inLedger<Result>(directory: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (isBaseplateError(cause)) throw cause;
    throw new BaseplateError({
      code: 'storage-unavailable',
      message: `The ledger in ${directory} ${isDiskFull(cause) ? 'is on a full disk' : 'cannot be used'}. See that the folder can be read and written, and that there is room.`,
      cause,
    });
  }
}

/** Whether an error of the file system, or of {@link inLedger}, says that there is no room. */
export function isDiskFull(error: unknown): boolean {
  const cause = isBaseplateError(error) ? error.cause : error;
  return isCode(cause, 'ENOSPC') || isCode(cause, 'EDQUOT');
}
