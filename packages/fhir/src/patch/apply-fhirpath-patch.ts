import { itemOf } from '../fhirpath/navigate.ts';
import type { Expression } from '../fhirpath/syntax.ts';
import type { JsonObject } from '../json/json-value.ts';
import { newJsonObject } from '../json/new-json-object.ts';
import type { ElementDefinition } from '../structure/structure.ts';
import { structureOf } from '../structure/structure-of.ts';
import { type ElementValue, readElements, writeElements } from './element-list.ts';
import { elementValue, type ValueSource } from './element-value.ts';
import type { FhirPathPatch, FhirPathPatchOperation } from './fhirpath-patch.ts';
import type { JsonDraft } from './json-draft.ts';
import { type LocateOptions, locateElements } from './locate-elements.ts';
import { type LocatedElement, ownerOf, ownerTypeOf } from './located-element.ts';
import { patchError } from './patch-fault.ts';
import { readPatchPath } from './read-patch-path.ts';
import { renameProperty } from './rename-property.ts';

/** What a FHIRPath Patch is carried out with. */
export type FhirPathPatchOptions = Pick<LocateOptions, 'now' | 'visits'>;

/** One operation under way. */
interface Work extends LocateOptions {
  readonly patch: FhirPathPatch;
  readonly path: Expression;
  readonly emptied: Set<object>;
}

/**
 * Carries out the operations one after the other: https://hl7.org/fhir/R4/fhirpatch.html. The draft is of no use after an error.
 *
 * @returns the objects something was taken out of
 * @throws BaseplateError (unprocessable, conflict, too-costly)
 */
export function applyFhirPathPatch(
  draft: JsonDraft,
  patch: FhirPathPatch,
  { now, visits }: FhirPathPatchOptions,
): ReadonlySet<object> {
  const emptied = new Set<object>();
  for (const operation of patch.operations) {
    const { name } = operation;
    const path = readPatchPath(operation);
    const root: LocatedElement = { item: itemOf(draft.holder.root, 'Resource') };
    carryOut({ draft, root, name, now, visits, patch, path, emptied }, operation);
  }
  return emptied;
}

function carryOut(work: Work, operation: FhirPathPatchOperation): void {
  const { draft, name } = work;
  switch (operation.type) {
    case 'add':
      add(work, operation);
      break;
    case 'insert': {
      const list = listAt(work);
      if (operation.index > list.elements.length) throw tooFar(name);
      const made = elementValue(sourceOf(work), operation.value, list.element);
      writeElements(draft, list, list.elements.toSpliced(operation.index, 0, made));
      break;
    }
    case 'move': {
      const list = listAt(work);
      const { source, destination } = operation;
      const moved = list.elements[source];
      if (moved === undefined || destination >= list.elements.length) throw tooFar(name);
      writeElements(draft, list, list.elements.toSpliced(source, 1).toSpliced(destination, 0, moved));
      break;
    }
    case 'replace':
      replace(work, operation.value);
      break;
    case 'delete':
      remove(work);
  }
}

/** "Add can used for non-repeating elements as long as they do not already exist". */
function add(work: Work, { element: wanted, value }: FhirPathPatchOperation & { readonly type: 'add' }): void {
  const { draft, name } = work;
  const target = only(work, locateElements(work.path, work));
  const element = elementNamed(work, target, wanted.replace(/\[x\]$/, ''));
  const { property, ...made } = elementValue(sourceOf(work), value, element);
  const owner = ownerOf(target) ?? besideOf(work, target);
  const properties = element.isChoice ? [...keysOf(ownerTypeOf(target), element)] : [property];
  const before = properties.flatMap((one) => readElements(draft, owner, one));
  work.visits.add(before.length, name);
  if (before.length > 0 && !element.isArray) {
    throw patchError('conflict', `${name} is about an element that is there already and cannot repeat. Replace it.`);
  }
  writeElements(draft, { owner, property, repeats: element.isArray }, [...before, made]);
}

function replace(work: Work, value: JsonObject): void {
  const { draft } = work;
  const { place, owner, element } = changeable(work, only(work, locateElements(work.path, work)));
  const { property, ...made } = elementValue(sourceOf(work), value, element);
  renameProperty(draft, owner, place.property, property);
  const elements: readonly ElementValue[] = readElements(draft, owner, property).with(place.index, made);
  writeElements(draft, { owner, property, repeats: element.isArray }, elements);
}

/** What is not found needs no deleting: the specification says "if found", and "Only a single element can be deleted". */
function remove(work: Work): void {
  const { draft, emptied } = work;
  const found = locateElements(work.path, work);
  if (found.length === 0) return;
  const { place, owner, element } = changeable(work, only(work, found));
  const { property, index } = place;
  const elements = readElements(draft, owner, property).toSpliced(index, 1);
  writeElements(draft, { owner, property, repeats: element.isArray }, elements);
  emptied.add(owner);
}

/** The list that a path names; it may be empty, so it is found by what holds it. */
function listAt(work: Work) {
  const { draft, name, path, root } = work;
  if (path.kind !== 'member') {
    throw patchError('unprocessable', `${name} has a path that does not end in the name of a list.`);
  }
  const parents = path.target === undefined ? [root] : locateElements(path.target, work);
  const target = only(work, parents);
  const element = elementNamed(work, target, path.name);
  if (!element.isArray) throw patchError('unprocessable', `${name} is about an element that cannot repeat.`);
  const owner = ownerOf(target) ?? besideOf(work, target);
  const elements = readElements(draft, owner, element.name);
  work.visits.add(elements.length, name);
  return { owner, property: element.name, repeats: true, element, elements };
}

/** Where the values of an operation come from. */
function sourceOf({ draft, name, visits, patch }: Work): ValueSource {
  return { draft, name, visits, digits: patch.digits };
}

function changeable(work: Work, { place }: LocatedElement) {
  const owner = place === undefined ? undefined : ownerOf(place.parent);
  if (place === undefined || owner === undefined) {
    throw patchError('unprocessable', `${work.name} is about the resource as a whole. Update it instead.`);
  }
  return { place, owner, element: elementNamed(work, place.parent, place.name) };
}

function only({ name }: Work, found: readonly LocatedElement[]): LocatedElement {
  const [element, ...more] = found;
  if (element !== undefined && more.length === 0) return element;
  throw patchError(
    'conflict',
    `${name} must lead to exactly one element; in the resource as it is now it leads to ${found.length}.`,
  );
}

function elementNamed({ name }: Work, parent: LocatedElement, wanted: string): ElementDefinition {
  const structure = structureOf(ownerTypeOf(parent));
  const element = structure?.elements.get(wanted) ?? structure?.keys.get(wanted)?.element;
  if (element !== undefined) return element;
  throw patchError('unprocessable', `${name} names an element that there is not in this place in R4.`);
}

function keysOf(type: string, element: ElementDefinition): readonly string[] {
  const keys = structureOf(type)?.keys ?? new Map();
  return [...keys].flatMap(([key, one]) => (one.element === element ? [key] : []));
}

/** The object beside a primitive, made for its first extension. */
function besideOf({ draft, name }: Work, { place }: LocatedElement): JsonObject {
  const owner = place === undefined ? undefined : ownerOf(place.parent);
  if (place === undefined || owner === undefined) throw patchError('unprocessable', `${name} leads to nothing.`);
  const { property, index } = place;
  const elements = readElements(draft, owner, property);
  const extra = newJsonObject();
  const repeats = Array.isArray(owner[property]);
  writeElements(draft, { owner, property, repeats }, elements.with(index, { ...elements[index], extra }));
  return extra;
}

function tooFar(name: string) {
  return patchError('conflict', `${name} names a place beyond the end of the list as it is now. Read it again.`);
}
