import type { FhirPathItem } from '../fhirpath/item.ts';
import { isRecord, itemOf } from '../fhirpath/navigate.ts';
import { elementsOf, isPrimitiveType } from '../fhirpath/type-model.ts';
import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import { readElements } from './element-list.ts';
import type { JsonDraft } from './json-draft.ts';
import type { Visits } from './visits.ts';

/** An element of a draft, and where it stands. */
export interface LocatedElement {
  readonly item: FhirPathItem;
  /** Absent for the resource itself. */
  readonly place?: ElementPlace;
}

/** Where an element stands. */
export interface ElementPlace {
  /** What it is an element of. */
  readonly parent: LocatedElement;
  /** Its name in FHIRPath: `value`, not `valueQuantity`. */
  readonly name: string;
  /** Its key in JSON. */
  readonly property: string;
  /** Among the elements of this property. */
  readonly index: number;
}

/** Where elements are looked for. */
export interface ElementSource {
  readonly draft: JsonDraft;
  readonly visits: Visits;
  /** Of the operation, for messages. */
  readonly name: string;
}

/** The elements of this name below an element; of every name if none is given. */
export function childElements(source: ElementSource, parent: LocatedElement, name?: string): readonly LocatedElement[] {
  const { draft, visits } = source;
  const owner = ownerOf(parent);
  if (owner === undefined) return [];
  const elements = elementsOf(ownerTypeOf(parent));
  visits.add(1, source.name);
  const found: LocatedElement[] = [];
  for (const one of name === undefined ? elements.keys() : [name]) {
    for (const { property, type } of elements.get(one) ?? []) {
      const there = readElements(draft, owner, property);
      visits.add(there.length, source.name);
      for (const [index, { value, extra }] of there.entries()) {
        if (value === undefined && extra === undefined) continue;
        found.push({ item: itemOf(value?.value, type, extra), place: { parent, name: one, property, index } });
      }
    }
  }
  return found;
}

/** The JSON object that holds what is below an element; for a primitive the one beside it. */
export function ownerOf({ item }: LocatedElement): JsonObject | undefined {
  const owner = isRecord(item.value) ? item.value : item.extra;
  return isJsonObject(owner) ? owner : undefined;
}

/** The type whose elements are below an element: of a primitive, only id and extensions. */
export function ownerTypeOf({ item }: LocatedElement): string {
  return isPrimitiveType(item.type) ? 'Element' : item.type;
}
