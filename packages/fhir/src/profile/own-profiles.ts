import texts from '../generated/profiles.json' with { type: 'json' };
import { isJsonObject } from '../json/json-value.ts';
import { readStructureDefinition } from './read-structure-definition.ts';
import type { ProfileDefinition } from './structure-definition.ts';

const sources = new Map<string, string>(Object.entries(texts));
const read = new Map<string, ProfileDefinition | undefined>();

/** A profile or extension that R4 itself publishes; read when first asked for. */
export function ownProfile(url: string): ProfileDefinition | undefined {
  const known = read.get(url);
  if (known !== undefined) return known;
  const source = sources.get(url);
  if (source === undefined) return undefined;
  const definition: unknown = JSON.parse(source);
  const profile = isJsonObject(definition) ? readStructureDefinition(definition).profile : undefined;
  read.set(url, profile);
  return profile;
}
