import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireWanted } from '../../change-over/cancelled.ts';
import { archivePaths } from '../format/archive-paths.ts';
import { archiveFiles } from '../reading/archive-files.ts';
import type { ArchiveFolder } from './archive-folder.ts';
import type { ExportOptions } from './export-options.ts';

/** Writes the checksum of every file, as `sha256sum` does, in the order of their paths. */
export async function exportChecksums(folder: ArchiveFolder, options: ExportOptions): Promise<void> {
  const { directory } = folder;
  let done = 0;
  for await (const path of archiveFiles(directory)) {
    requireWanted(options.signal);
    const { sha256, bytes } = await hashFile(join(directory, path));
    await folder.append(archivePaths.checksums, `${sha256}  ${path}\n`);
    done += bytes;
    options.onProgress?.({ phase: 'checksums', done });
  }
}

/** The checksum of the list of checksums. */
export async function sealOf(directory: string): Promise<string> {
  return (await hashFile(join(directory, archivePaths.checksums))).sha256;
}

/** What was written at the end of an archive; undefined if it is of another form. @throws an error of the file system */
export async function readSeal(directory: string): Promise<string | undefined> {
  const text = await readFile(join(directory, archivePaths.seal), 'utf8');
  return new RegExp(`^([0-9a-f]{64})  ${archivePaths.checksums}\n$`).exec(text)?.[1];
}

/** SHA-256 of a file, in lower-case hex. */
export async function hashFile(path: string): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}
