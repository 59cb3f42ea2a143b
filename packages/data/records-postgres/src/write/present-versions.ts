import type { ResourceKey, StoredVersion } from '@baseplate-epr/contracts';
import type { Ask } from '../connection/ask.ts';
import { uuidOf } from '../keys/keys.ts';
import { sql } from '../query/sql.ts';
import { compartmentNames, readCompartments } from '../read/compartment-text.ts';
import { versionHash } from './version-hash.ts';

/** What tells one version from another that could stand in its place. */
export interface VersionIdentity {
  /** Covers everything but the compartments. */
  readonly hash: string;
  readonly compartments: string;
}

/** Versions that are there, by `type/id/version`. */
export type PresentVersions = ReadonlyMap<string, VersionIdentity>;

/** Which of these versions are there. */
export async function readPresent(
  ask: Ask,
  versions: readonly (ResourceKey & { readonly versionId: string })[],
): Promise<PresentVersions> {
  if (versions.length === 0) return new Map();
  const rows = await ask(
    sql`SELECT r.type, r.id, v.version, v.hash, v.compartments FROM unnest(${versions.map(({ type }) => type)}::text[], ${versions.map(({ id }) => id)}::text[], ${versions.map(({ versionId }) => versionId)}::bigint[]) k(type, id, version) JOIN resource r ON r.type = k.type AND r.id = k.id JOIN version v ON v.home = r.home AND v.resource = r.key AND v.version = k.version`,
  );
  return new Map(
    rows.map(([type, id, version, hash, compartments]) => [
      `${type}/${id}/${version}`,
      { hash: String(hash), compartments: inOrder(readCompartments(String(compartments))) },
    ]),
  );
}

/** Whether this very version is among those that are there. */
export function isPresent(present: PresentVersions, version: StoredVersion): boolean {
  const found = present.get(`${version.type}/${version.id}/${version.versionId}`);
  const { hash, compartments } = identityOf(version);
  return found?.hash === hash && found.compartments === compartments;
}

/** The identity of a version that is at hand. */
export function identityOf(version: StoredVersion): VersionIdentity {
  return { hash: uuidOf(versionHash(version)), compartments: inOrder(version.compartments) };
}

function inOrder(compartments: StoredVersion['compartments']): string {
  return JSON.stringify([...compartmentNames(compartments)].sort());
}
