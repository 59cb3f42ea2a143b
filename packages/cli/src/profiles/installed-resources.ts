import type { InstalledPackage } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import { type JsonObject, parseResource } from '@baseplate-epr/fhir';
import type { RecordTarget } from '../target/record-target.ts';

/**
 * The definitions of packages as the record has them.
 *
 * @throws BaseplateError `storage-unavailable` if one cannot be read
 */
export async function installedResources(
  target: RecordTarget,
  packages: readonly InstalledPackage[],
): Promise<readonly JsonObject[]> {
  const resources: JsonObject[] = [];
  for (const { name, definitions } of packages) {
    for (const { type, id, versionId } of definitions) {
      const response = await target.fetch(`/fhir/${type}/${id}/_history/${versionId}`);
      if (!response.ok) {
        throw new BaseplateError({
          code: 'storage-unavailable',
          message: `The record does not give out ${type}/${id} of the package ${name}. Install that package again first.`,
        });
      }
      resources.push(parseResource(await response.text()).resource);
    }
  }
  return resources;
}
