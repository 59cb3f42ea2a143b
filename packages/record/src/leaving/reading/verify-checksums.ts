import { createReadStream, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';
import { requireWanted } from '../../change-over/cancelled.ts';
import { archivePaths } from '../format/archive-paths.ts';
import { codeOf } from '../writing/disk-error.ts';
import { hashFile, readSeal, sealOf } from '../writing/export-checksums.ts';
import type { ArchiveFindings } from './archive-findings.ts';
import { readLines } from './read-lines.ts';
import type { VerifyOptions } from './verify-archive.ts';

/** In every archive, also in one of an empty record. */
const everywhere: readonly string[] = [
  archivePaths.readme,
  archivePaths.manifest,
  archivePaths.assembly,
  archivePaths.people,
  archivePaths.profiles,
  archivePaths.state,
  archivePaths.buckets,
  archivePaths.compartments,
  archivePaths.auditEntries,
  archivePaths.auditHeads,
  archivePaths.checkpoints,
  archivePaths.publicKey,
];

const form = /^([0-9a-f]{64}) {2}(.+)$/;

/** Reads every file and compares it with its checksum, and the checksums with their seal. @returns the seal */
export async function verifyChecksums(
  { directory, signal, onProgress, seal: given }: VerifyOptions,
  findings: ArchiveFindings,
): Promise<string> {
  const seal = given ?? (await requireSeal(directory));
  if ((await sealOf(directory)) !== seal) {
    findings.add(
      archivePaths.checksums,
      `does not have the checksum that ${archivePaths.seal} names: one of the two has changed`,
    );
  }
  const listed = new Set<string>();
  let done = 0;
  for await (const line of readLines(createReadStream(join(directory, archivePaths.checksums)))) {
    requireWanted(signal);
    const [, sha256 = '', path = ''] = form.exec(line) ?? [];
    if (path === '' || path.startsWith('/') || path.split('/').includes('..')) {
      findings.add(archivePaths.checksums, 'holds a line that is no checksum');
      continue;
    }
    const inDocuments = path.startsWith(`${archivePaths.documents}/`);
    if (!inDocuments) listed.add(path);
    const file = await hashIfThere(join(directory, path));
    done += file?.bytes ?? 0;
    onProgress?.({ phase: 'verification', done });
    if (file === undefined) findings.add(path, 'is missing');
    else if (file.sha256 !== sha256) findings.add(path, 'has changed: it does not have its checksum');
    else if (inDocuments && basename(path) !== sha256) findings.add(path, 'is not the document of its name');
  }
  for (const path of everywhere) {
    if (!listed.has(path)) findings.add(archivePaths.checksums, `does not name ${path}`);
  }
  return seal;
}

/** The seal of an archive. @throws BaseplateError `input-invalid` if there is none: then the archive is not finished, or cut short */
export async function requireSeal(directory: string): Promise<string> {
  try {
    const seal = await readSeal(directory);
    return seal ?? '';
  } catch (error) {
    // A path that was mistyped is no archive that was cut short.
    if (codeOf(error) !== 'ENOENT' || !existsSync(directory)) throw error;
    throw new BaseplateError({
      code: 'input-invalid',
      message: `${directory} is no finished archive: ${archivePaths.seal} is missing, which is written last of all. If the export was stopped, run it again; it goes on. If this is a copy, it was cut short: copy it again.`,
      cause: error,
    });
  }
}

async function hashIfThere(path: string): Promise<{ readonly sha256: string; readonly bytes: number } | undefined> {
  try {
    return await hashFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
