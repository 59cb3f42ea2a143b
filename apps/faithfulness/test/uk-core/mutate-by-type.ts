import {
  codeListOf,
  type ElementKey,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Structure,
  structureOf,
} from '@baseplate-epr/fhir';
import { brokenRules } from './broken-rules.ts';
import { malformedValues } from './malformed-values.ts';
import type { Mutation, Rebuild } from './mutation.ts';

/** Faults against R4 itself, one at a time, at every element that a resource has. */
export function mutateByType(resource: JsonObject): Generator<Mutation> {
  const type = String(resource.resourceType);
  return inObject(resource, type, type, (changed) => changed);
}

function* inObject(object: JsonObject, type: string, path: string, rebuild: Rebuild): Generator<Mutation> {
  const structure = structureOf(type);
  if (structure === undefined) return;
  const fault = (kind: string, changed: JsonObject, expression: string): Mutation => ({
    kind,
    resource: rebuild(changed),
    expression,
  });
  yield fault('unknown element', { ...object, nonsense: 'x' }, `${path}.nonsense`);
  yield* withoutRequired(object, structure, path, fault);
  for (const [key, value] of Object.entries(object)) {
    const found = structure.keys.get(key.replace(/^_/, ''));
    if (found === undefined) continue;
    const at = `${path}.${found.element.name}`;
    const set = (changed: JsonValue): JsonObject => ({ ...object, [key]: changed });
    yield fault(
      'array for one value, or one for an array',
      set(Array.isArray(value) ? (value[0] ?? null) : [value]),
      at,
    );
    yield fault('empty array', set([]), at);
    yield* secondChoice(object, key, found, at, fault);
    for (const [index, item] of (Array.isArray(value) ? value : [value]).entries()) {
      if (item === null) continue;
      const place = Array.isArray(value) ? `${at}[${index}]` : at;
      const put = (changed: JsonValue) => set(Array.isArray(value) ? value.with(index, changed) : changed);
      const own = key.startsWith('_') ? 'Element' : typeOf(found, item);
      if (isJsonObject(item)) {
        yield fault('primitive for an object', put('x'), place);
        yield* inObject(item, own, place, (changed) => rebuild(put(changed)));
        yield* ofObject(found, put, place, fault);
      } else yield* ofPrimitive(found, put, place, fault);
    }
  }
}

type Fault = (kind: string, changed: JsonObject, expression: string) => Mutation;

function typeOf({ type }: ElementKey, item: JsonValue): string {
  return type.code === 'Resource' && isJsonObject(item) ? String(item.resourceType) : type.code;
}

function* withoutRequired(object: JsonObject, structure: Structure, path: string, fault: Fault): Generator<Mutation> {
  for (const element of structure.elements.values()) {
    if (element.min === 0) continue;
    const keys = [...structure.keys].filter(([, one]) => one.element === element).flatMap(([key]) => [key, `_${key}`]);
    const rest = Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
    if (Object.keys(rest).length === 0) continue;
    yield fault('required element left out', rest, `${path}.${element.name}`);
  }
}

const otherChoices: readonly (readonly [string, JsonValue])[] = [
  ['Boolean', true],
  ['String', 'x'],
  ['DateTime', '2024'],
  ['Reference', { display: 'x' }],
  ['CodeableConcept', { text: 'x' }],
];

function* secondChoice(
  object: JsonObject,
  key: string,
  { element }: ElementKey,
  at: string,
  fault: Fault,
): Generator<Mutation> {
  if (!element.isChoice || key.startsWith('_')) return;
  for (const [type, value] of otherChoices) {
    const other = element.name + type;
    const known = element.types.some(({ code }) => code.toLowerCase() === type.toLowerCase());
    if (other === key || !known) continue;
    yield fault('two types of a choice', { ...object, [other]: value }, at);
    return;
  }
}

function* ofObject(
  { element, type }: ElementKey,
  put: (changed: JsonValue) => JsonObject,
  place: string,
  fault: Fault,
): Generator<Mutation> {
  yield fault('empty object', put({}), type.code === 'Resource' ? `${place}.resourceType` : place);
  for (const { rule, value, below = '' } of brokenRules[type.code] ?? []) {
    yield fault(`rule broken: ${rule}`, put(value), place + below);
  }
  if (type.targets !== undefined) {
    yield fault('reference to another type', put({ reference: 'StructureMap/1' }), place);
  }
  if (type.code === 'CodeableConcept' && isListed(element.valueSet)) {
    const coding = [{ system: 'https://example.org', code: 'x' }];
    yield fault('code outside a required binding', put({ coding }), place);
  }
}

function* ofPrimitive(
  { element, type }: ElementKey,
  put: (changed: JsonValue) => JsonObject,
  place: string,
  fault: Fault,
): Generator<Mutation> {
  yield fault('object for a primitive', put({ id: 'x' }), place);
  for (const value of malformedValues[type.code] ?? []) yield fault(`malformed ${type.code}`, put(value), place);
  if (isListed(element.valueSet)) yield fault('code outside a required binding', put('nonsense'), place);
}

function isListed(valueSet: string | undefined): boolean {
  return valueSet !== undefined && codeListOf(valueSet) !== undefined;
}
