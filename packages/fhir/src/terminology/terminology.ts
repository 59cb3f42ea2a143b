import codeSystemTexts from '../generated/code-systems.json' with { type: 'json' };
import valueSetTexts from '../generated/value-sets.json' with { type: 'json' };
import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import { type KnownCodeSystem, readCodeSystem } from './known-code-system.ts';
import { compileValueSet, type KnownValueSet } from './known-value-set.ts';

/** What is known of code systems and value sets. */
export interface Terminology {
  /** A code system that is known whole; undefined if there is none. */
  codeSystem(canonical: string): KnownCodeSystem | undefined;
  /** A value set, compiled when first asked for; undefined if there is none. */
  valueSet(canonical: string): KnownValueSet | undefined;
}

const ownSystems = new Map<string, string>(Object.entries(codeSystemTexts));
const ownValueSets = new Map<string, string>(Object.entries(valueSetTexts));

/** R4's own CodeSystem or ValueSet of a URL, with what membership needs; of code systems those that R4 lists whole. */
export function ownTerminologyResource(type: 'CodeSystem' | 'ValueSet', canonical: string): JsonObject | undefined {
  return parsed((type === 'CodeSystem' ? ownSystems : ownValueSets).get(withoutVersion(canonical)));
}

/**
 * A terminology of CodeSystem and ValueSet resources over R4's own; loaded ones come before those of the same URL in R4. A version
 * after `|` is not looked at.
 */
export function createTerminology(resources: readonly JsonObject[]): Terminology {
  const loadedSystems = byUrl(resources, 'CodeSystem');
  const loadedValueSets = byUrl(resources, 'ValueSet');
  const systems = new Map<string, KnownCodeSystem | undefined>();
  const valueSets = new Map<string, KnownValueSet | undefined>();
  const terminology: Terminology = {
    codeSystem: (canonical) =>
      kept(systems, withoutVersion(canonical), (url) => {
        const resource = loadedSystems.get(url) ?? ownTerminologyResource('CodeSystem', url);
        return resource && readCodeSystem(resource);
      }),
    valueSet: (canonical) =>
      kept(valueSets, withoutVersion(canonical), (url) => {
        const resource = loadedValueSets.get(url) ?? ownTerminologyResource('ValueSet', url);
        return resource && compileValueSet(resource, terminology);
      }),
  };
  return terminology;
}

/** R4's own code systems and value sets. */
export const ownTerminology: Terminology = createTerminology([]);

/** A canonical URL without its version. */
export function withoutVersion(canonical: string): string {
  const bar = canonical.indexOf('|');
  return bar < 0 ? canonical : canonical.slice(0, bar);
}

function kept<Value>(known: Map<string, Value>, key: string, make: (key: string) => Value): Value | undefined {
  if (!known.has(key)) known.set(key, make(key));
  return known.get(key);
}

function byUrl(resources: readonly JsonObject[], type: string): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const one of resources) {
    if (one.resourceType === type && typeof one.url === 'string') found.set(one.url, one);
  }
  return found;
}

function parsed(text: string | undefined): JsonObject | undefined {
  const value: unknown = text === undefined ? undefined : JSON.parse(text);
  return isJsonObject(value) ? value : undefined;
}
