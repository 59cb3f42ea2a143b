import type { InstalledPackage } from '@baseplate-epr/composer';
import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';
import { type JsonObject, parseResource } from '@baseplate-epr/fhir';
import type { RecordTarget } from '../target/record-target.ts';

/** The definitions of packages as the record has them. */
export interface InstalledResources {
  readonly resources: readonly JsonObject[];
  /** Packages with definitions that the record does not have any more: a sentence about each. */
  readonly damaged: readonly string[];
}

/**
 * Reads the definitions of packages from the record. Those that are missing are told: they can only be mended by installing their package
 * again, and two packages that both lack some must not wait for each other.
 *
 * @throws BaseplateError `storage-unavailable` if the record cannot say
 */
export async function installedResources(
  target: RecordTarget,
  packages: readonly InstalledPackage[],
): Promise<InstalledResources> {
  const resources: JsonObject[] = [];
  const damaged: string[] = [];
  for (const { name, version, definitions } of packages) {
    let missing = 0;
    for (const { type, id, versionId } of definitions) {
      const found = await readDefinition(target, `/fhir/${type}/${id}/_history/${versionId}`);
      if (found === undefined) missing += 1;
      else resources.push(found);
    }
    if (missing > 0) {
      damaged.push(
        `${missing} of the ${definitions.length} definitions of ${name} ${version} cannot be had from the record. Install that package again, too.`,
      );
    }
  }
  return { resources, damaged };
}

async function readDefinition(target: RecordTarget, path: string): Promise<JsonObject | undefined> {
  const response = await target.fetch(path);
  const text = await response.text();
  if (response.status === 404 || response.status === 410) return undefined;
  if (!response.ok) {
    throw new BaseplateError({
      code: 'storage-unavailable',
      message: `The record does not say what is installed: it answered ${response.status}. Look at its log, then run the same command again.`,
    });
  }
  try {
    return parseResource(text).resource;
  } catch (error) {
    if (isBaseplateError(error)) return undefined;
    throw error;
  }
}
