import type { StoredVersion } from '@baseplate-epr/contracts';

/** Versions that pages read again and again. */
export interface VersionCache<Name> {
  /** The version with this name, if it is kept. */
  find(name: Name): StoredVersion | undefined;
  /** Says that it was read from the store; kept is what was read there twice. */
  note(name: Name, version: StoredVersion): void;
}

/** Names remembered of what was read once: what two hundred charts show. */
const remembered = 16_384;

/**
 * Keeps versions in memory, by a name that no other version of the store ever has. A version is never changed or deleted, so what is kept stays
 * true, whoever writes to the store.
 *
 * The screens of one chart read the same resources many times within a minute, and to fetch and decode one costs more than all else that is
 * done with it. What is read only once is not kept: a record that is read from one end to the other would push everything out.
 *
 * @param characters - length of all texts kept, at most
 */
export function createVersionCache<Name>(characters: number): VersionCache<Name> {
  const half = characters / 2;
  let seen = new Set<Name>();
  // Two generations in place of an order: what is found in the older one moves to the younger, and what is left there goes with it.
  let young = new Map<Name, StoredVersion>();
  let old = new Map<Name, StoredVersion>();
  let length = 0;
  const keep = (name: Name, version: StoredVersion) => {
    if (version.text.length > half) return;
    length += version.text.length;
    if (length > half) {
      old = young;
      young = new Map();
      length = version.text.length;
    }
    young.set(name, version);
  };
  return {
    find(name) {
      const known = young.get(name);
      if (known !== undefined) return known;
      const older = old.get(name);
      if (older !== undefined) {
        old.delete(name);
        keep(name, older);
      }
      return older;
    },
    note(name, version) {
      if (seen.delete(name)) return keep(name, version);
      if (seen.size >= remembered) seen = new Set();
      seen.add(name);
    },
  };
}
