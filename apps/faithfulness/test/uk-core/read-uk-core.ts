import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonObject, jsonFromXml, parseResource } from '@baseplate-epr/fhir';
import type { Definitions } from './definitions.ts';

/** An example of UK Core, and the profile it is an example of. */
export interface UkCoreExample {
  readonly file: string;
  /** As the XML says it, in JSON. */
  readonly text: string;
  readonly resource: JsonObject;
  readonly profile: string;
}

const base = 'https://fhir.hl7.org.uk/StructureDefinition/';

/** The StructureDefinitions of a folder, read without the code under test's ideas of profiles. */
export function readDefinitions(folder: string): Definitions {
  const definitions = new Map<string, JsonObject>();
  for (const { resource } of readXml(join(folder, 'structuredefinitions'))) {
    if (typeof resource.url === 'string') definitions.set(resource.url, resource);
  }
  return definitions;
}

/**
 * The examples. Which profile each is about is told by its file name: the longest name of a profile that it begins with. Examples of
 * extensions are resources that carry them, and are held against the profile of their type.
 */
export function readExamples(folder: string, definitions: Definitions): readonly UkCoreExample[] {
  const names = [...definitions.keys()].map((url) => url.slice(base.length));
  return readXml(join(folder, 'examples')).map(({ file, text, resource }) => {
    const [longest] = names.filter((name) => file.startsWith(`${name}-`)).sort((a, b) => b.length - a.length);
    const name = longest?.startsWith('UKCore-') ? longest : `UKCore-${resource.resourceType}`;
    return { file, text, resource, profile: base + name };
  });
}

function readXml(folder: string): readonly { file: string; text: string; resource: JsonObject }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.xml'))
    .sort()
    .map((file) => {
      const text = jsonFromXml(readFileSync(join(folder, file), 'utf8'));
      return { file, text, resource: parseResource(text).resource };
    });
}
