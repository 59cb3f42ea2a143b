import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';
import { type ArchiveManifest, archiveFormat } from '../format/archive-manifest.ts';
import { archivePaths } from '../format/archive-paths.ts';

/** Reads the manifest of an archive. @throws BaseplateError `input-invalid` if it is of another format or version */
export async function readManifest(directory: string): Promise<ArchiveManifest> {
  const manifest: ArchiveManifest = JSON.parse(await readFile(join(directory, archivePaths.manifest), 'utf8'));
  const { name, version } = manifest.format;
  if (name === archiveFormat.name && version === archiveFormat.version) return manifest;
  throw new BaseplateError({
    code: 'input-invalid',
    message: `${directory} is written in ${name} version ${version}, and this release reads ${archiveFormat.name} version ${archiveFormat.version}. Use a release that reads it.`,
  });
}
