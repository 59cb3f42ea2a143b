import { BaseplateError, isBaseplateError, type RecordStore, type ResourceKey } from '@baseplate-epr/contracts';
import { createProfileSet, type JsonObject, type ProfileSet, parseResource } from '@baseplate-epr/fhir';
import type { InstalledDefinition, InstalledPackage } from './installed-package.ts';

/** A definition that is in force by the list of packages, and cannot be had. */
export interface MissingDefinition {
  /** Name of the package. */
  readonly package: string;
  readonly definition: ResourceKey;
  /** Not in the store at all, or there and unreadable. */
  readonly state: 'gone' | 'damaged';
}

/** The profiles of packages, as far as their definitions are there. */
export interface LoadedProfiles {
  readonly set: ProfileSet;
  readonly missing: readonly MissingDefinition[];
}

/** Reads the definitions of packages from the store and makes a profile set of those that are there. */
export async function loadProfiles(
  records: RecordStore,
  packages: readonly InstalledPackage[],
): Promise<LoadedProfiles> {
  const resources: JsonObject[] = [];
  const missing: MissingDefinition[] = [];
  for (const { name, definitions } of packages) {
    for (const definition of definitions) {
      const found = await readDefinition(records, definition);
      if (typeof found === 'object') resources.push(found);
      else missing.push({ package: name, definition: { type: definition.type, id: definition.id }, state: found });
    }
  }
  return { set: await createProfileSet(resources), missing };
}

async function readDefinition(
  records: RecordStore,
  { type, id, versionId }: InstalledDefinition,
): Promise<JsonObject | MissingDefinition['state']> {
  const version = await records.read({ type, id, versionId });
  if (version === undefined || version.deleted) return 'gone';
  try {
    return parseResource(version.text).resource;
  } catch (error) {
    if (isBaseplateError(error)) return 'damaged';
    throw error;
  }
}

/** How many definitions a message names. */
const named = 5;

/** The error for definitions without which writes would not be held to what they should be. */
export function definitionsMissing(missing: readonly MissingDefinition[]): BaseplateError {
  const [first] = missing;
  const names = missing.slice(0, named).map(({ definition: { type, id }, state }) => `${type}/${id} (${state})`);
  const others = missing.length > named ? ` and ${missing.length - named} more` : '';
  const packages = [...new Set(missing.map((one) => one.package))].join(', ');
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `Definitions of installed packages (${packages}) cannot be had from the store: ${names.join(', ')}${others}. Resources would not be held to them, so the record does not start. Install each package again with "baseplate profiles install PATH", or take it out with "baseplate profiles remove ${first?.package ?? 'NAME'}".`,
    details: { packages, missing: missing.length },
  });
}
