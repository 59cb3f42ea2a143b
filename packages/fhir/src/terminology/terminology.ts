import codeSystemTexts from '../generated/code-systems.json' with { type: 'json' };
import valueSetTexts from '../generated/value-sets.json' with { type: 'json' };
import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import { type KnownCodeSystem, readCodeSystem } from './code-system.ts';
import { compileValueSet, type ValueSetMembership } from './compile-value-set.ts';

/** What is known of code systems and value sets: R4's own, and those that were loaded. */
export interface Terminology {
  /** A code system that is known whole. A version after `|` is not looked at. */
  codeSystem(canonical: string): KnownCodeSystem | undefined;
  /** Membership of a value set; undefined when there is no such value set. Compiled when first asked for. */
  valueSet(canonical: string): ValueSetMembership | undefined;
}

const ownSystems = new Map<string, string>(Object.entries(codeSystemTexts));
const ownValueSets = new Map<string, string>(Object.entries(valueSetTexts));

/** A terminology of CodeSystem and ValueSet resources over R4's own; loaded ones come before those of the same URL in R4. */
export function createTerminology(resources: readonly JsonObject[]): Terminology {
  const loadedSystems = byUrl(resources, 'CodeSystem');
  const loadedValueSets = byUrl(resources, 'ValueSet');
  const systems = new Map<string, KnownCodeSystem | undefined>();
  const valueSets = new Map<string, ValueSetMembership | undefined>();
  const terminology: Terminology = {
    codeSystem: (canonical) =>
      kept(systems, withoutVersion(canonical), (url) => {
        const resource = loadedSystems.get(url) ?? parsed(ownSystems.get(url));
        return resource && readCodeSystem(resource);
      }),
    valueSet: (canonical) =>
      kept(valueSets, withoutVersion(canonical), (url) => {
        const resource = loadedValueSets.get(url) ?? parsed(ownValueSets.get(url));
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
