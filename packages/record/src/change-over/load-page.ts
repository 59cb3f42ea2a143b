import { isBaseplateError, type RecordStore, type StoredVersion } from '@baseplate-epr/contracts';
import type { NamedFailure } from './copy-types.ts';
import type { EntryBook } from './prepare-entries.ts';
import { nameOfVersion } from './version-name.ts';

/** What became of the versions of a page. */
export interface LoadedPage {
  readonly loaded: number;
  readonly present: number;
  readonly rejected: readonly NamedFailure[];
}

/** A target refuses a version for what it is with one of these; anything else is about the target. */
const rejections = ['load-conflict', 'input-invalid', 'limit-exceeded'];

/**
 * Loads versions. Where the target refuses them, which it does as a whole, they are loaded in halves until each that it does not take
 * stands alone; all others are then there.
 */
export async function loadPage(
  to: Pick<RecordStore, 'load'>,
  versions: readonly StoredVersion[],
  book: EntryBook,
): Promise<LoadedPage> {
  const [first] = versions;
  if (first === undefined) return { loaded: 0, present: 0, rejected: [] };
  try {
    return { ...(await to.load({ versions: await book.indexed(versions) })), rejected: [] };
  } catch (error) {
    if (!isBaseplateError(error) || !rejections.includes(error.code)) throw error;
    if (versions.length === 1) {
      return { loaded: 0, present: 0, rejected: [{ ...nameOfVersion(first), reason: error.message }] };
    }
    const middle = Math.ceil(versions.length / 2);
    const left = await loadPage(to, versions.slice(0, middle), book);
    const right = await loadPage(to, versions.slice(middle), book);
    return {
      loaded: left.loaded + right.loaded,
      present: left.present + right.present,
      rejected: [...left.rejected, ...right.rejected],
    };
  }
}
