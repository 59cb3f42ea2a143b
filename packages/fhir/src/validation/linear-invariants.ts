import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';
import { hasChoice } from './has-choice.ts';
import type { ValidationRun } from './validation-run.ts';

/**
 * Rules of R4 whose FHIRPath compares every item with every other: 20,000 of them would take a minute. Here they take time
 * in proportion to the resource. One of them does so in FHIRPath as well, but makes an item of everything below a Questionnaire first, for longer
 * than all other rules take. True when the rule holds.
 */
export const linearInvariants: Readonly<Record<string, (object: JsonObject, run: ValidationRun) => boolean>> = {
  'obs-7': codesOfComponentsDiffer,
  'ig-1': groupingsExist,
  'ig-2': versionsAreSupported,
  'que-2': linkIdsDiffer,
  'sdf-8': ({ element }, { resource }) => {
    const [first, ...rest] = pathsOf(element);
    return (
      (resource.kind === 'logical' || first === resource.type) && rest.every((path) => path.startsWith(`${first}.`))
    );
  },
  'sdf-8a': ({ element }, { resource }) => {
    const [first = '', ...rest] = pathsOf(element);
    const root = first.replace(/\..*$/, '');
    if (resource.kind !== 'logical' && !first.startsWith(String(resource.type))) return false;
    return rest.every((path) => path.startsWith(`${root}.`));
  },
};

/** Where the observation has a value, no component has a coding of the observation's code. */
function codesOfComponentsDiffer(observation: JsonObject): boolean {
  if (observation.component === undefined || !hasChoice(observation, 'value')) return true;
  const own = new Set(codingsOf(observation.code));
  return !objectsOf(observation.component).some((component) =>
    codingsOf(component.code).some((coding) => own.has(coding)),
  );
}

/** The codings of a CodeableConcept, as text that is equal when they are. */
function codingsOf(concept: JsonValue | undefined): readonly string[] {
  return objectsOf(isJsonObject(concept) ? concept.coding : undefined).map((coding) => JSON.stringify(sorted(coding)));
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, child]) => [key, sorted(child)]);
}

function groupingsExist(definition: JsonObject): boolean {
  const known = new Set(objectsOf(definition.grouping).map((grouping) => grouping.id));
  return objectsOf(definition.resource).every(({ groupingId }) => groupingId === undefined || known.has(groupingId));
}

function versionsAreSupported({ definition, fhirVersion }: JsonObject): boolean {
  const supported = new Set(Array.isArray(fhirVersion) ? fhirVersion : []);
  const resources = objectsOf(isJsonObject(definition) ? definition.resource : undefined);
  return resources.every(
    (one) => !Array.isArray(one.fhirVersion) || one.fhirVersion.every((version) => supported.has(version)),
  );
}

/** Those below the questionnaire, wherever they are; one without a value is known by what stands in its place. */
function linkIdsDiffer(questionnaire: JsonObject): boolean {
  const known = new Set<string>();
  const within: JsonValue[] = Object.values(questionnaire);
  for (let next = within.pop(); next !== undefined; next = within.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (isJsonObject(next)) {
      const { linkId, _linkId: beside } = next;
      const told = linkId === undefined ? beside : linkId;
      if (told !== undefined) {
        const text = JSON.stringify(sorted(told));
        if (known.has(text)) return false;
        known.add(text);
      }
    }
    for (const child of Object.values(next)) if (typeof child === 'object') within.push(child);
  }
  return true;
}

function pathsOf(elements: JsonValue | undefined): readonly string[] {
  return objectsOf(elements).map(({ path }) => (typeof path === 'string' ? path : ''));
}

function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
