import { BaseplateError, type IndexOptions, type IndexResult } from '@baseplate-epr/contracts';
import { nameOf } from '../resources.ts';
import { takesEntries } from './apply-change.ts';
import type { HeldRecord } from './held-record.ts';
import type { Plan } from './plan-commit.ts';

/** Plans new entries for versions that are still the newest. @throws BaseplateError `not-found` if a version is not there */
export function planIndex(held: HeldRecord, options: IndexOptions): Plan<IndexResult> {
  const { generation, closes = false, entries } = options;
  for (const replacement of entries) {
    if (held.versions.get(nameOf(replacement))?.[Number(replacement.versionId) - 1] === undefined)
      throw versionNotFound();
  }
  const taken = entries.filter((entry) => takesEntries(held.current.get(nameOf(entry)), entry.versionId, generation));
  const result = { indexed: taken.length, moved: entries.length - taken.length };
  return { result, change: { kind: 'entries', generation, closes, entries: taken } };
}

function versionNotFound(): BaseplateError {
  return new BaseplateError({
    code: 'not-found',
    message: 'A version to index is not in this store. Nothing of this call was written. Load it first.',
  });
}
