import { BaseplateError, type IndexOptions, type IndexResult } from '@baseplate-epr/contracts';
import type { Writer } from './writer.ts';

/** Replaces index entries of versions that are still the newest, inside the write transaction. */
export function applyIndex(writer: Writer, { generation, closes, entries }: IndexOptions): IndexResult {
  let indexed = 0;
  for (const { type, id, versionId, entries: replacement } of entries) {
    const before = writer.resources.find(type, id);
    if (before === undefined || before.version < Number(versionId) || !/^[1-9][0-9]*$/.test(versionId)) {
      throw new BaseplateError({
        code: 'not-found',
        message: 'A version to index is not in this store. Nothing of this call was written. Load it first.',
      });
    }
    if (String(before.version) !== versionId || before.generation > generation) continue;
    if (before.live === 1) writer.versions.reindex(type, before, replacement, generation);
    indexed += 1;
  }
  writer.versions.flush();
  if (closes === true) writer.generation.raise(generation);
  return { indexed, moved: entries.length - indexed };
}
