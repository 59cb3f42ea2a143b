import { BaseplateError, type IndexOptions, type IndexResult } from '@baseplate-epr/contracts';
import type { KnownResource } from '../book/current-book.ts';
import type { RecordBook } from '../book/record-book.ts';

/** Replaces entries in the index of this process. */
export function applyIndex({ current }: RecordBook, { generation, entries }: IndexOptions): IndexResult {
  const replaced: (readonly [KnownResource, IndexOptions['entries'][number]])[] = [];
  for (const one of entries) {
    const resource = current.get(one);
    if (resource?.versions[Number(one.versionId) - 1] === undefined) throw versionNotFound();
    if (resource.version.versionId !== one.versionId || resource.generation > generation) continue;
    replaced.push([resource, one]);
  }
  for (const [resource, one] of replaced) {
    current.replace(resource, { version: resource.version, entries: one.entries, generation });
  }
  return { indexed: replaced.length, moved: entries.length - replaced.length };
}

function versionNotFound(): BaseplateError {
  return new BaseplateError({
    code: 'not-found',
    message: 'A version to index is not in this store. Nothing of this call was written. Load it first.',
  });
}
