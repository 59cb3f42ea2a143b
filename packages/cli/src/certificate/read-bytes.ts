import { readFile } from 'node:fs/promises';
import { BaseplateError } from '@baseplate-epr/contracts';

/** Reads a file the command line names. @throws BaseplateError `input-invalid` if it cannot be read */
export async function readBytes(path: string, what: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new BaseplateError({
      code: 'input-invalid',
      message: `${what} ${path} cannot be read. Check the path, and that you may read it.`,
      cause,
    });
  }
}
