import { BaseplateError, type IndexOptions, type IndexResult } from '@baseplate-epr/contracts';
import { nameOf } from '@baseplate-epr/record-query';
import type { IndexedResource, MemoryRecordDisk } from './memory-record-disk.ts';

/** Replaces the entries of versions that are still the newest. */
export function reindex(disk: MemoryRecordDisk, { generation, closes = false, entries }: IndexOptions): IndexResult {
  const replacements = new Map<string, IndexedResource>();
  for (const replacement of entries) {
    const name = nameOf(replacement);
    if (disk.versions.get(name)?.[Number(replacement.versionId) - 1] === undefined) throw versionNotFound();
    const current = disk.current.get(name);
    if (current?.version.versionId !== replacement.versionId || current.generation > generation) continue;
    replacements.set(name, { version: current.version, entries: structuredClone(replacement.entries), generation });
  }
  for (const [name, resource] of replacements) disk.current.set(name, resource);
  if (closes) disk.leastGeneration = Math.max(disk.leastGeneration, generation);
  return { indexed: replacements.size, moved: entries.length - replacements.size };
}

function versionNotFound(): BaseplateError {
  return new BaseplateError({
    code: 'not-found',
    message: 'A version to index is not in this store. Nothing of this call was written. Load it first.',
  });
}
