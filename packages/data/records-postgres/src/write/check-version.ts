import { BaseplateError, type CommitOptions, type IndexedVersion } from '@baseplate-epr/contracts';

/** Refuses versions that no store can keep, before anything is written. */
export function checkVersion({ type, id, versionId, lastUpdated, deleted, text, entries }: IndexedVersion): void {
  if (type === '' || id === '') throw invalid('has no type or no id');
  if (!/^[1-9][0-9]{0,15}$/.test(versionId)) throw invalid('has a versionId that is not a plain number of 1 or more');
  if (!Number.isSafeInteger(lastUpdated)) throw invalid('has a lastUpdated that is not a whole number of milliseconds');
  if (deleted && (text !== '' || entries.length > 0)) throw invalid('is a deletion, yet has text or index entries');
  if (text.includes('\0')) throw invalid('has the character U+0000 in its text, which PostgreSQL cannot hold');
}

/** Refuses a commit that is malformed, before it waits for its turn. */
export function checkCommit({ writes }: CommitOptions): void {
  for (const { version } of writes) checkVersion(version);
  if (new Set(writes.map(({ version: { type, id } }) => `${type}/${id}`)).size === writes.length) return;
  throw new BaseplateError({
    code: 'input-invalid',
    message: 'A commit writes the same resource twice. Make it two commits, or write only the last state.',
  });
}

function invalid(fault: string): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: `A version to write ${fault}. Nothing of this call was written. The program that made the version must be corrected.`,
  });
}
