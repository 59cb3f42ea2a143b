import type { StoredVersion } from '@baseplate-epr/contracts';
import { createKeptValues, type KeptValues } from './kept-values.ts';

/** Versions that pages read again and again, by a name that no other version of the store ever has. */
export type VersionCache<Name> = KeptValues<Name, StoredVersion>;

/**
 * Keeps versions in memory. A version is never changed or deleted, so what is kept stays true, whoever writes to the store.
 *
 * The screens of one chart read the same resources many times within a minute, and to fetch and decode one costs more than all else that is
 * done with it.
 *
 * @param characters - length of all texts kept, at most; each counts some beside, for a deletion has no text and is kept as well
 */
export function createVersionCache<Name>(characters: number): VersionCache<Name> {
  return createKeptValues({ most: characters, sizeOf: ({ text }: StoredVersion) => text.length + beside });
}

/** What a version takes beside its text, as characters: 340 bytes were measured for one without any. */
const beside = 320;
