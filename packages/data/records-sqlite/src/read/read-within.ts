import type { StoredVersion } from '@baseplate-epr/contracts';
import type { FoundKey, VersionReader } from './read-version.ts';

/** Texts fetched by one statement: a page of a chart needs one, and this many of the largest resources fit into memory. */
const atOnce = 20;

/** The current versions of these resources, in this order, up to and including the one that brings their text to so many characters. */
export function readWithin(
  reader: VersionReader,
  found: readonly FoundKey[],
  characters: number,
): readonly StoredVersion[] {
  if (found.length <= atOnce) return cut(reader.currentOf(found), characters).versions;
  const versions: StoredVersion[] = [];
  let left = characters;
  for (let from = 0; from < found.length && left > 0; from += atOnce) {
    const piece = cut(reader.currentOf(found.slice(from, from + atOnce)), left);
    versions.push(...piece.versions);
    left = piece.left;
  }
  return versions;
}

function cut(
  versions: readonly StoredVersion[],
  characters: number,
): { readonly versions: readonly StoredVersion[]; readonly left: number } {
  let left = characters;
  let taken = 0;
  for (const { text } of versions) {
    left -= text.length;
    taken += 1;
    if (left <= 0) return { versions: versions.slice(0, taken), left };
  }
  return { versions, left };
}
