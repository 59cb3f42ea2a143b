import { isBaseplateError, type StoredVersion } from '@baseplate-epr/contracts';
import type { NamedFailure } from './copy-types.ts';
import type { Loader } from './loader.ts';
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
  loader: Loader,
  versions: readonly StoredVersion[],
  book: EntryBook,
): Promise<LoadedPage> {
  let loaded = 0;
  let present = 0;
  const rejected: NamedFailure[] = [];
  const add = (page: LoadedPage) => {
    loaded += page.loaded;
    present += page.present;
    rejected.push(...page.rejected);
  };
  for (let from = 0; from < versions.length; ) {
    const rest = versions.slice(from);
    try {
      const { taken, ...result } = await loader.load(rest, book);
      add({ ...result, rejected: [] });
      from += taken;
    } catch (error) {
      if (!isBaseplateError(error) || !rejections.includes(error.code)) throw error;
      const [first] = rest;
      if (first !== undefined && rest.length === 1) {
        rejected.push({ ...nameOfVersion(first), reason: error.message });
      } else {
        const middle = Math.ceil(rest.length / 2);
        add(await loadPage(loader, rest.slice(0, middle), book));
        add(await loadPage(loader, rest.slice(middle), book));
      }
      return { loaded, present, rejected };
    }
  }
  return { loaded, present, rejected };
}
