import { BaseplateError, type IndexOptions, type IndexResult } from '@baseplate-epr/contracts';
import type { WriteTransaction } from './write-transaction.ts';

/** Replaces index entries of versions that are still the newest. Looks at all of them first. */
export function applyIndex(transaction: WriteTransaction, { generation, closes, entries }: IndexOptions): IndexResult {
  const { states } = transaction;
  for (const { type, id, versionId } of entries) {
    const newest = states.get(`${type}/${id}`)?.version ?? 0;
    if (/^[1-9][0-9]*$/.test(versionId) && Number(versionId) <= newest) continue;
    throw new BaseplateError({
      code: 'not-found',
      message: 'A version to index is not in this store. Nothing of this call was written. Load it first.',
    });
  }
  let indexed = 0;
  for (const { type, id, versionId, entries: replacement } of entries) {
    const before = states.get(`${type}/${id}`);
    if (before === undefined || String(before.version) !== versionId || before.generation > generation) continue;
    if (before.live) transaction.reindex({ type, id }, replacement, generation);
    indexed += 1;
  }
  if (closes === true) transaction.raiseGeneration(generation);
  return { indexed, moved: entries.length - indexed };
}
