import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import { createProfileSet, type JsonObject, type ProfileSet, parseResource } from '@baseplate-epr/fhir';
import type { InstalledPackage } from './installed-package.ts';

/**
 * Reads the definitions of packages from the store and makes a profile set of them.
 *
 * @throws BaseplateError `storage-unavailable` if a definition is not there any more
 */
export async function loadProfiles(records: RecordStore, packages: readonly InstalledPackage[]): Promise<ProfileSet> {
  const resources: JsonObject[] = [];
  for (const { name, definitions } of packages) {
    for (const { type, id, versionId } of definitions) {
      const version = await records.read({ type, id, versionId });
      if (version === undefined || version.deleted) throw missing(name, `${type}/${id}`);
      resources.push(parseResource(version.text).resource);
    }
  }
  return createProfileSet(resources);
}

function missing(name: string, definition: string): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `The package ${name} is installed, but its definition ${definition} is not in the store. Install the package again.`,
    details: { package: name, definition },
  });
}
