import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';

/** A file that may be a certificate. */
export interface CertificateFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads every `.json` file of the folder of certificates; none without a folder.
 *
 * @throws BaseplateError `certificate-invalid` if the folder cannot be read
 */
export async function readCertificates(folder: string | undefined): Promise<readonly CertificateFile[]> {
  if (folder === undefined) return [];
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    return await Promise.all(
      names.map(async (name) => ({ path: join(folder, name), bytes: await readFile(join(folder, name)) })),
    );
  } catch (cause) {
    throw new BaseplateError({
      code: 'certificate-invalid',
      message: `The certificates in ${folder} cannot be read. Make the folder, put the certificates of the modules into it, and see that it may be read.`,
      cause,
    });
  }
}
