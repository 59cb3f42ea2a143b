import type { StoredVersion } from '@baseplate-epr/contracts';
import type { DifferingVersion, VersionPart } from './comparison-types.ts';
import { nameOfVersion, resourceName } from './version-name.ts';

/** What of a version two stores hold differently. */
export function differingParts(left: StoredVersion, right: StoredVersion): readonly VersionPart[] {
  const parts: VersionPart[] = [];
  if (left.text !== right.text) parts.push('text');
  if (left.lastUpdated !== right.lastUpdated) parts.push('lastUpdated');
  if (left.deleted !== right.deleted) parts.push('deleted');
  if (compartmentNames(left).join() !== compartmentNames(right).join()) parts.push('compartments');
  return parts;
}

/** Names of the compartments of a version, each once, in an order that depends on nothing else. */
export function compartmentNames({ compartments }: StoredVersion): readonly string[] {
  return [...new Set(compartments.map(resourceName))].sort();
}

/** A version as a difference names it. */
export function differingVersion(...versions: readonly [StoredVersion, ...StoredVersion[]]): DifferingVersion {
  const patients = versions.flatMap(({ compartments }) =>
    compartments.flatMap(({ type, id }) => (type === 'Patient' ? [id] : [])),
  );
  return { ...nameOfVersion(versions[0]), patients: [...new Set(patients)].sort() };
}
