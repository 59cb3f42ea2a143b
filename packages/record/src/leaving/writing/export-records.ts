import { BaseplateError, type StoredVersion } from '@baseplate-epr/contracts';
import { parseResource } from '@baseplate-epr/fhir';
import { findPlaceholder } from '../../binary/binary-placeholder.ts';
import { ahead } from '../../change-over/ahead.ts';
import { readChanges, type UnreadableVersion } from '../../change-over/read-changes.ts';
import { versionHash, writtenSum } from '../../change-over/version-hash.ts';
import { archivePaths, versionFiles } from '../format/archive-paths.ts';
import { versionLines } from '../format/version-lines.ts';
import type { ArchiveFolder } from './archive-folder.ts';
import { noteProblem } from './archive-progress.ts';
import type { ExportOptions } from './export-options.ts';

const limit = 1000;

/**
 * Writes every version in commit order, until the store says that there is no more: that place is the mark of the archive. Versions written
 * later are not in it, and of no commit only a part.
 */
export async function exportRecords(folder: ArchiveFolder, options: ExportOptions): Promise<void> {
  const { stores, clock, signal, onProgress, noteEvery = 20_000 } = options;
  const { progress } = folder;
  const after = progress.cursor === '' ? undefined : progress.cursor;
  let noted = progress.order;
  for await (const page of ahead(readChanges({ store: stores.records, after, limit, signal }))) {
    for (const version of page.versions) await exportVersion(folder, version);
    if (page.unreadable !== undefined) {
      noteProblem(progress, { what: nameOf(page.unreadable), reason: page.unreadable.reason });
      if (page.cursor === undefined) throw stuck(progress.order, page.unreadable.reason);
    }
    progress.cursor = page.cursor ?? progress.cursor;
    onProgress?.({ phase: 'records', done: progress.order });
    if (page.end) break;
    if (progress.order - noted < noteEvery) continue;
    await folder.keep();
    noted = progress.order;
  }
  progress.mark = { cursor: progress.cursor, versions: progress.order, time: clock.now() };
}

async function exportVersion(folder: ArchiveFolder, version: StoredVersion): Promise<void> {
  const { progress } = folder;
  const { type, deleted } = version;
  if (!/^[A-Za-z]{1,64}$/.test(type)) throw oddType(type);
  progress.order += 1;
  const hash = writtenSum(versionHash(version));
  const { facts, resource } = versionLines(version, { order: progress.order, hash });
  const files = versionFiles(type);
  await folder.append(files.versions, facts);
  if (resource !== undefined) await folder.append(files.resources, resource);
  const { versions, deletions } = progress.types[type] ?? { versions: 0, deletions: 0 };
  progress.types[type] = { versions: versions + 1, deletions: deletions + (deleted ? 1 : 0) };
  if (type === 'Binary' && !deleted) await exportUse(folder, version);
}

/** Notes which document the data of a Binary is. */
async function exportUse(folder: ArchiveFolder, { id, versionId, text, compartments }: StoredVersion): Promise<void> {
  const found = findPlaceholder(text);
  if (found === undefined) return;
  const { sha256, size } = found;
  const { contentType } = parseResource(text).resource;
  const use = {
    sha256,
    size,
    ...(typeof contentType === 'string' ? { contentType } : {}),
    resource: `Binary/${id}`,
    versionId,
    patients: compartments.flatMap((one) => (one.type === 'Patient' ? [one.id] : [])),
  };
  folder.progress.documents.uses += 1;
  await folder.append(archivePaths.documentIndex, `${JSON.stringify(use)}\n`);
}

function nameOf({ version, after }: UnreadableVersion): string {
  if (version !== undefined) return `${version.type}/${version.id}/_history/${version.versionId}`;
  if (after === undefined) return 'the first version';
  return `the version that follows ${after.type}/${after.id}/_history/${after.versionId}`;
}

function stuck(versions: number, reason: string): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `The record store cannot read the version that follows the first ${versions}, nor anything after it, so there is no whole export. Mend or restore the store, then run the same command again. It says: ${reason}`,
  });
}

function oddType(type: string): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: `The record store holds a resource of the type "${type.slice(0, 64)}", which is no FHIR type. Find out how it came there.`,
  });
}
