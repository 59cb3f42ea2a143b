import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { BaseplateError } from '@baseplate-epr/contracts';
import { unpackTar } from 'modern-tar';
import { isDefinitionFile, type PackageFile } from './package-file.ts';

/** Bytes of an archive once it is unpacked; more is refused. */
const maximumSize = 512 * 1024 * 1024;

const decompress = promisify(gunzip);

/**
 * Reads the files of a FHIR package as registries hand it out: a gzipped tar with a folder `package`. Nothing is written to disk.
 *
 * @throws BaseplateError `input-invalid` for a file that is no such archive, or too large a one
 */
export async function readArchive(path: string): Promise<readonly PackageFile[]> {
  try {
    const bytes = await decompress(await readFile(path), { maxOutputLength: maximumSize });
    const entries = await unpackTar(bytes, {
      filter: ({ name, type }) => type !== 'directory' && isDefinitionFile(name),
    });
    return entries.flatMap(({ header, data }) =>
      data === undefined ? [] : [{ name: header.name, text: new TextDecoder().decode(data) }],
    );
  } catch (cause) {
    throw new BaseplateError({
      code: 'input-invalid',
      message: `${path} cannot be read as a gzipped tar archive of at most ${maximumSize / 1024 / 1024} MiB. Give a FHIR package (.tgz), or the folder it was unpacked to.`,
      cause,
    });
  }
}
