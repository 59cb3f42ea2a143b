import { BaseplateError, type StoredVersion } from '@baseplate-epr/contracts';
import type { VersionCache } from '@baseplate-epr/record-query';
import type { Ask } from '../connection/ask.ts';
import { bytesPerPage } from '../connection/limits.ts';
import type { FoundResource } from '../query/found-resource.ts';
import { raw, sql } from '../query/sql.ts';
import { versionOf, versionWidth } from './version-row.ts';
import { withinBytes } from './within-bytes.ts';

/** Versions that pages have read, by the name of what was found. */
export type KeptVersions = VersionCache<string>;

/** UTF-16 units of text that are kept of what pages read: the charts of some two hundred patients. */
export const charactersKept = 12 * 1024 * 1024;

/**
 * The versions that were found, in this order; only the first of them, but always one, if all together are longer than `most`. What is not kept
 * is fetched by one statement, which needs no snapshot: a version is never changed or deleted.
 */
export async function currentVersions(
  ask: Ask,
  kept: KeptVersions,
  found: readonly FoundResource[],
  most = bytesPerPage,
): Promise<readonly StoredVersion[]> {
  const known = found.map(({ name }) => kept.find(name));
  const fetched = await fetchVersions(
    ask,
    found.filter((_, place) => known[place] === undefined),
    most,
  );
  const versions: StoredVersion[] = [];
  let length = 0;
  let next = 0;
  for (const [place, { name }] of found.entries()) {
    const version = known[place] ?? fetched[next];
    if (version === undefined || length >= most) break;
    if (known[place] === undefined) {
      kept.note(name, version);
      next += 1;
    }
    length += version.text.length;
    versions.push(version);
  }
  if (versions.length === 0 && found.length > 0) throw missing();
  return versions;
}

const join = raw('v.home = p.home AND v.resource = p.key AND v.version = p.version');

async function fetchVersions(
  ask: Ask,
  wanted: readonly FoundResource[],
  most: number,
): Promise<readonly StoredVersion[]> {
  if (wanted.length === 0) return [];
  const places = sql`SELECT * FROM unnest(${wanted.map(({ home }) => home)}::uuid[], ${wanted.map(({ key }) => key)}::uuid[], ${wanted.map(({ version }) => version)}::bigint[]) WITH ORDINALITY m(home, key, version, place)`;
  const rows = await ask(withinBytes({ places, join, extra: raw('p.place'), count: wanted.length }, most));
  if (rows.some((row, index) => row[versionWidth] !== index + 1)) throw missing();
  return rows.map(versionOf);
}

function missing(): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message:
      'The index of the record names a version that is not there. Stop the program, keep a copy of the data, and restore a backup.',
  });
}
