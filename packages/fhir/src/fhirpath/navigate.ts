import type { FhirPathItem, Items } from './item.ts';
import { noItems } from './item.ts';
import { elementsOf, isPrimitiveType, isResourceType } from './type-model.ts';

type JsonRecord = Readonly<Record<string, unknown>>;

/** An item for a JSON value of a stated type; a resource gets its own type. */
export function itemOf(value: unknown, type: string, extra?: unknown): FhirPathItem {
  const known = type === 'Resource' && isRecord(value) ? resourceTypeOf(value, type) : type;
  return isRecord(extra) ? { type: known, value, extra } : { type: known, value };
}

/** The values of one element of each item: choices by their plain name (`value`), primitives with what stands beside them. */
export function childItems(items: Items, name: string): Items {
  if (items.length === 0) return noItems;
  const found: FhirPathItem[] = [];
  for (const item of items) addChild(found, item, name);
  return found;
}

/** The values of all elements of each item, in the order of the type's definition. */
export function allChildItems(items: Items): Items {
  const found: FhirPathItem[] = [];
  for (const item of items) {
    const type = isPrimitiveType(item.type) ? 'Element' : item.type;
    for (const name of elementsOf(type).keys()) addChild(found, item, name);
  }
  return found;
}

/** Every item below: children, their children, and so on. */
export function descendantItems(items: Items): Items {
  const found: FhirPathItem[] = [];
  let level = allChildItems(items);
  while (level.length > 0) {
    for (const item of level) found.push(item);
    level = allChildItems(level);
  }
  return found;
}

function addChild(found: FhirPathItem[], item: FhirPathItem, name: string): void {
  if (!isRecord(item.value)) {
    // Of a primitive, only what stands beside it can be reached.
    if (item.extra && (name === 'extension' || name === 'id')) addProperty(found, item.extra, 'Element', name);
    return;
  }
  addProperty(found, item.value, item.type, name);
}

function addProperty(found: FhirPathItem[], record: JsonRecord, type: string, name: string): void {
  const properties = elementsOf(type).get(name);
  if (!properties) return;
  for (const { property, type: elementType } of properties) {
    const value = record[property];
    const extra = record[`_${property}`];
    if (value === undefined && extra === undefined) continue;
    addValues(found, value, extra, elementType);
  }
}

function addValues(found: FhirPathItem[], value: unknown, extra: unknown, type: string): void {
  if (!Array.isArray(value) && !Array.isArray(extra)) {
    if (value !== null && (value !== undefined || isRecord(extra))) found.push(itemOf(value, type, extra));
    return;
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  const extras: readonly unknown[] = Array.isArray(extra) ? extra : [];
  const length = Math.max(values.length, extras.length);
  for (let index = 0; index < length; index += 1) {
    const one = values[index] ?? undefined;
    if (one !== undefined || isRecord(extras[index])) found.push(itemOf(one, type, extras[index]));
  }
}

/** True for a JSON object. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function resourceTypeOf(value: JsonRecord, type: string): string {
  const own = value.resourceType;
  return typeof own === 'string' && isResourceType(own) ? own : type;
}
