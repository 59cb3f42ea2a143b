import { BaseplateError, type IndexedVersion } from '@baseplate-epr/contracts';

/** Refuses versions that no store can keep, before anything is written. */
export function checkVersion({ type, id, versionId, lastUpdated, deleted, text, entries }: IndexedVersion): void {
  if (type === '' || id === '') throw invalid('has no type or no id');
  if (!/^[1-9][0-9]{0,15}$/.test(versionId)) throw invalid('has a versionId that is not a plain number of 1 or more');
  if (!Number.isSafeInteger(lastUpdated)) throw invalid('has a lastUpdated that is not a whole number of milliseconds');
  if (deleted && (text !== '' || entries.length > 0)) throw invalid('is a deletion, yet has text or index entries');
}

function invalid(fault: string): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: `A version to write ${fault}. Nothing of this call was written. The program that made the version must be corrected.`,
  });
}
