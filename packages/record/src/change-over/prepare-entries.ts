import { type IndexEntry, type IndexedVersion, isBaseplateError, type StoredVersion } from '@baseplate-epr/contracts';
import { breather } from '../bundle/breather.ts';
import type { CopyRecordsOptions, NamedFailure } from './copy-types.ts';
import { nameOfVersion, resourceName } from './version-name.ts';

/** Gives versions their entries; remembers what it has computed. */
export interface EntryBook {
  /** With entries for the last version of each resource among these; earlier ones are found by nobody, so they get none. */
  indexed(versions: readonly StoredVersion[]): Promise<readonly IndexedVersion[]>;
  /** Versions whose text could not be indexed. */
  readonly unindexed: readonly NamedFailure[];
}

/** Makes the book of one page. */
export function createEntryBook(entriesOf: CopyRecordsOptions['entriesOf']): EntryBook {
  const computed = new Map<StoredVersion, readonly IndexEntry[]>();
  const unindexed: NamedFailure[] = [];
  const breathe = breather();

  const entries = async (version: StoredVersion): Promise<readonly IndexEntry[]> => {
    const before = computed.get(version);
    if (before !== undefined) return before;
    await breathe();
    let made: readonly IndexEntry[] = [];
    try {
      if (!version.deleted) made = await entriesOf(version);
    } catch (error) {
      if (!isBaseplateError(error) || !['input-invalid', 'limit-exceeded'].includes(error.code)) throw error;
      unindexed.push({ ...nameOfVersion(version), reason: error.message });
    }
    computed.set(version, made);
    return made;
  };

  return {
    unindexed,
    async indexed(versions) {
      const last = new Map(versions.map((version) => [resourceName(version), version]));
      const made: IndexedVersion[] = [];
      for (const version of versions) {
        const isLast = last.get(resourceName(version)) === version;
        made.push({ ...version, entries: isLast ? await entries(version) : [] });
      }
      return made;
    },
  };
}
