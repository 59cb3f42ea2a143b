import { type ChangesResult, isBaseplateError, type RecordStore, type StoredVersion } from '@baseplate-epr/contracts';
import { requireWanted } from './cancelled.ts';
import { nameOfVersion, type VersionName } from './version-name.ts';

/** A version that its store cannot give out any more. */
export interface UnreadableVersion {
  /** Its name, where the store can still tell. */
  readonly version?: VersionName;
  /** The version before it in commit order; absent if it is the first. */
  readonly after?: VersionName;
  /** What the store says, free of patient data. */
  readonly reason: string;
}

/** One page of {@link readChanges}. */
export interface ChangesPage {
  readonly versions: readonly StoredVersion[];
  /** Where to go on after it. Absent where a store cannot go on past what it cannot read. */
  readonly cursor?: string;
  readonly end: boolean;
  /** What stands after the versions of this page and could not be read. */
  readonly unreadable?: UnreadableVersion;
}

/** What to read. */
export interface ReadChangesOptions {
  readonly store: Pick<RecordStore, 'changes'>;
  readonly after?: string;
  readonly limit: number;
  readonly signal?: AbortSignal;
}

/**
 * Every change of a store by pages, until the store says end.
 *
 * A version that the store cannot read costs neither those before it nor, where the store says how to go on, those after it: the page that
 * holds it is read in smaller pieces until it stands alone.
 *
 * @throws BaseplateError what the store throws, but for `storage-corrupt`; `cancelled`
 */
export async function* readChanges(options: ReadChangesOptions): AsyncGenerator<ChangesPage, void, undefined> {
  const { store, limit: most, signal } = options;
  let { after } = options;
  let limit = most;
  let last: StoredVersion | undefined;
  for (;;) {
    requireWanted(signal);
    let page: ChangesResult;
    try {
      page = await store.changes({ after, limit });
    } catch (error) {
      if (!isBaseplateError(error) || error.code !== 'storage-corrupt') throw error;
      if (limit > 1) {
        limit = Math.floor(limit / 2);
        continue;
      }
      const { cursor, version } = error.details;
      const past = typeof cursor === 'string' && cursor !== after ? cursor : undefined;
      const unreadable = {
        ...(isVersionName(version) ? { version } : {}),
        ...(last === undefined ? {} : { after: nameOfVersion(last) }),
        reason: error.message,
      };
      yield { versions: [], end: past === undefined, unreadable, ...(past === undefined ? {} : { cursor: past }) };
      if (past === undefined) return;
      after = past;
      limit = most;
      continue;
    }
    yield { versions: page.versions, cursor: page.cursor, end: page.end };
    if (page.end) return;
    after = page.cursor;
    last = page.versions.at(-1) ?? last;
    // After a piece of a page that could not be read whole, the next may be as large again.
    limit = Math.min(most, limit * 2);
  }
}

function isVersionName(value: unknown): value is VersionName {
  if (typeof value !== 'object' || value === null) return false;
  const { type, id, versionId } = value as Record<string, unknown>;
  return typeof type === 'string' && typeof id === 'string' && typeof versionId === 'string';
}
