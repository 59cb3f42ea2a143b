import { isSubtype } from '../fhirpath/type-model.ts';
import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import { newJsonObject } from '../json/new-json-object.ts';
import type { SourceDigits } from '../json/source-digits.ts';
import type { ElementDefinition, ElementType } from '../structure/structure.ts';
import { structureOf } from '../structure/structure-of.ts';
import { type ElementValue, readElements, writeElements } from './element-list.ts';
import { copyValue, type JsonDraft } from './json-draft.ts';
import { patchError } from './patch-fault.ts';
import type { Visits } from './visits.ts';

/** An element to put into a draft, and the JSON key it belongs under. */
export interface NewElement extends ElementValue {
  readonly property: string;
}

/** Where the values of a patch go, and where they come from. */
export interface ValueSource {
  readonly draft: JsonDraft;
  readonly digits: SourceDigits;
  readonly visits: Visits;
  /** Of the operation, for messages. */
  readonly name: string;
}

/**
 * The element that the `value` part of an operation stands for: a `value[x]`, a resource, or for a type that has no name, such as
 * `Patient.contact`, parts named as its elements.
 *
 * @throws BaseplateError (unprocessable) for a type that the element cannot have
 */
export function elementValue(source: ValueSource, part: JsonObject, element: ElementDefinition): NewElement {
  const { draft, digits } = source;
  const { resource } = part;
  if (isJsonObject(resource)) {
    const type = element.types.find(({ code }) => code === 'Resource');
    if (type === undefined) throw wrongType(source);
    return { property: propertyOf(element, type), value: copyValue(draft, { value: resource }, digits) };
  }
  if (Array.isArray(part.part)) return anonymousValue(source, part.part.filter(isJsonObject), element);
  const key = Object.keys(part)
    .map((one) => one.replace(/^_/, ''))
    .find((one) => one.startsWith('value'));
  const given = key === undefined ? undefined : structureOf('Parameters.parameter')?.keys.get(key)?.type.code;
  if (key === undefined || given === undefined) throw patchError('malformed', `${source.name} has no value[x].`);
  const type = element.types.find(({ code }) => accepts(code, given));
  if (type === undefined) throw wrongType(source);
  const value = part[key];
  const extra = part[`_${key}`];
  return {
    property: propertyOf(element, type),
    ...(value === undefined ? {} : { value: copyValue(draft, { value, written: digits.digitsOf(part, key) }, digits) }),
    ...(isJsonObject(extra) ? { extra: copiedObject(source, extra) } : {}),
  };
}

function anonymousValue(source: ValueSource, parts: readonly JsonObject[], element: ElementDefinition): NewElement {
  const [type] = element.types;
  const structure = type === undefined ? undefined : structureOf(type.code);
  if (type === undefined || element.isChoice || structure?.kind !== 'complex-type') throw wrongType(source);
  const value = newJsonObject();
  for (const part of parts) {
    const inner = structure.elements.get(String(part.name).replace(/\[x\]$/, ''));
    if (inner === undefined) throw patchError('unprocessable', `${source.name} has a part that names no element.`);
    const { property, ...made } = elementValue(source, part, inner);
    const before = readElements(source.draft, value, property);
    source.visits.add(before.length, source.name);
    if (before.length > 0 && !inner.isArray) {
      throw patchError('unprocessable', `${source.name} gives an element twice that may be there once.`);
    }
    writeElements(source.draft, { owner: value, property, repeats: inner.isArray }, [...before, made]);
  }
  return { property: element.name, value: { value } };
}

function copiedObject({ draft, digits }: ValueSource, object: JsonObject): JsonObject {
  const { value } = copyValue(draft, { value: object }, digits);
  return isJsonObject(value) ? value : newJsonObject();
}

/** The narrative is the one element whose type Parameters cannot carry; it comes as a string. */
function accepts(wanted: string, given: string): boolean {
  return isSubtype(given, wanted) || (wanted === 'xhtml' && given === 'string');
}

function propertyOf({ name, isChoice }: ElementDefinition, { code }: ElementType): string {
  return isChoice ? name + code.charAt(0).toUpperCase() + code.slice(1) : name;
}

function wrongType({ name }: ValueSource) {
  return patchError('unprocessable', `${name} has a value of a type that the element cannot have.`);
}
