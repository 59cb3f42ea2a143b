import { isJsonObject, type JsonObject, type JsonValue, structureOf } from '@baseplate-epr/fhir';
import { type Definitions, objectsIn, type Row, rowsOf, saidValue } from './definitions.ts';
import { type FoundElement, findElements } from './find-elements.ts';
import type { Mutation, Rebuild } from './mutation.ts';

/**
 * Faults against a profile, and against the definitions of the extensions used, one at a time.
 *
 * @param absent - value sets that are bound to, but are not in the package: no code can be wrong by them.
 */
export function* mutateByProfile(
  resource: JsonObject,
  url: string,
  definitions: Definitions,
  absent: ReadonlySet<string>,
): Generator<Mutation> {
  const path = String(resource.resourceType);
  yield* against(url, { object: resource, path, rebuild: (changed) => changed }, definitions, absent);
  for (const extension of extensionsIn(resource, path, (changed) => (isJsonObject(changed) ? changed : resource))) {
    const { url: own } = extension.object;
    if (typeof own === 'string') yield* against(own, extension, definitions, absent);
  }
}

interface Place {
  readonly object: JsonObject;
  readonly path: string;
  readonly rebuild: Rebuild;
}

function* against(
  url: string,
  place: Place,
  definitions: Definitions,
  absent: ReadonlySet<string>,
): Generator<Mutation> {
  const rows = rowsOf(url, definitions);
  for (const row of rows) {
    if (!row.id.includes('.')) continue;
    for (const found of findElements(place, row.id, rows)) yield* ofElement(row, found, rows, absent);
  }
}

function* ofElement(
  row: Row,
  found: FoundElement,
  rows: readonly Row[],
  absent: ReadonlySet<string>,
): Generator<Mutation> {
  if (!tellsSlices(row, rows)) yield* tooFew(row, found);
  yield* tooMany(row, found);
  yield* anotherType(row, found);
  const fixed = saidValue(row, 'fixed');
  if (fixed !== undefined && !tellsSlices(row, rows)) {
    yield* eachValue(found, 'another value than the fixed one', () =>
      typeof fixed === 'string' ? `${fixed}x` : { text: 'x' },
    );
  }
  if (isJsonObject(row.binding) && row.binding.strength === 'required' && !absent.has(String(row.binding.valueSet))) {
    yield* eachValue(found, 'code outside a profile’s required binding', outsideBinding);
  }
  if (objectsIn(row.type).some(({ targetProfile }) => targetProfile !== undefined)) {
    yield* eachValue(found, 'reference to another type than the profile allows', (value) =>
      isJsonObject(value) ? { reference: 'StructureMap/1' } : undefined,
    );
  }
}

function* tooFew(row: Row, { parent, parentPath, key, name, indexes, rebuild }: FoundElement): Generator<Mutation> {
  if (typeof row.min !== 'number' || row.min === 0) return;
  const { [key]: value, ...rest } = parent;
  const left = Array.isArray(value) ? value.filter((_item, index) => !indexes.includes(index)) : [];
  const changed = left.length > 0 ? { ...rest, [key]: left } : rest;
  if (Object.keys(changed).length === 0) return;
  // Without its value an extension breaks R4's own rule ext-1 before any definition is looked at.
  const breaksExt1 = name === 'value' && parent.url !== undefined;
  const expression = breaksExt1 ? parentPath : `${parentPath}.${name}`;
  yield { kind: 'what a profile requires left out', resource: rebuild(changed), expression };
}

function* tooMany(row: Row, { parent, parentPath, key, name, indexes, rebuild }: FoundElement): Generator<Mutation> {
  const value = parent[key];
  const max = Number(row.max);
  const first = indexes[0];
  if (!Array.isArray(value) || first === undefined || !(max >= indexes.length)) return;
  const copies = Array<JsonValue>(max + 1 - indexes.length).fill(value[first] ?? null);
  const changed = [...value, ...copies];
  const expression = `${parentPath}.${name}[${changed.length - 1}]`;
  yield { kind: 'more than a profile allows', resource: rebuild({ ...parent, [key]: changed }), expression };
}

const otherTypes: readonly (readonly [string, JsonValue])[] = [
  ['Boolean', true],
  ['String', 'x'],
  ['Integer', 1],
  ['Quantity', { value: 1 }],
];

function* anotherType(
  row: Row,
  { parent, parentPath, key, name, isChoice, rebuild }: FoundElement,
): Generator<Mutation> {
  const types = objectsIn(row.type).map(({ code }) => String(code));
  if (!isChoice || types.length === 0 || row.id.includes(`${name}[x]:`)) return;
  const allowed = structureOf(typeOfParent(row))?.keys;
  for (const [type, value] of otherTypes) {
    const isNamed = types.some((code) => code.toLowerCase() === type.toLowerCase());
    if (isNamed || (allowed !== undefined && !allowed.has(name + type))) continue;
    const { [key]: _old, [`_${key}`]: _beside, ...rest } = parent;
    const resource = rebuild({ ...rest, [name + type]: value });
    yield { kind: 'a type that a profile rules out', resource, expression: `${parentPath}.${name}` };
    return;
  }
}

function typeOfParent({ id }: Row): string {
  const path = id.replaceAll(/:[^.]+/g, '');
  return path.slice(0, path.lastIndexOf('.')).replace(/^.*\.extension$/, 'Extension');
}

function* eachValue(
  { parent, parentPath, key, name, indexes, rebuild }: FoundElement,
  kind: string,
  change: (value: JsonValue) => JsonValue | undefined,
): Generator<Mutation> {
  const value = parent[key];
  if (value === undefined) return;
  if (!Array.isArray(value)) {
    const changed = change(value);
    if (changed === undefined) return;
    yield { kind, resource: rebuild({ ...parent, [key]: changed }), expression: `${parentPath}.${name}` };
    return;
  }
  for (const index of indexes) {
    const changed = change(value[index] ?? null);
    if (changed === undefined) continue;
    const resource = rebuild({ ...parent, [key]: value.with(index, changed) });
    yield { kind, resource, expression: `${parentPath}.${name}[${index}]` };
  }
}

function outsideBinding(value: JsonValue): JsonValue | undefined {
  if (typeof value === 'string') return 'nonsense';
  // Some definitions bind an extension where they mean its value.
  if (!isJsonObject(value) || value.url !== undefined) return undefined;
  const coding = { system: 'https://example.org/nonsense', code: 'nonsense' };
  return value.coding === undefined ? { ...value, ...coding } : { ...value, coding: [coding] };
}

/** A value by which slices are told apart: with another one the element is of another slice, which an open slicing allows. */
function tellsSlices({ id }: Row, rows: readonly Row[]): boolean {
  const slice = /^(.*):[^.]+\.(.+)$/.exec(id);
  if (slice === null) return /^Extension\.url$/.test(id);
  const [, sliced, path = ''] = slice;
  const row = rows.find((one) => one.id === sliced);
  const slicing = isJsonObject(row?.slicing) ? objectsIn(row.slicing.discriminator) : [];
  return path === 'url' || slicing.some((one) => one.path === path);
}

function* extensionsIn(value: JsonValue, path: string, rebuild: (changed: JsonValue) => JsonObject): Generator<Place> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* extensionsIn(item, `${path}[${index}]`, (changed) => rebuild(value.with(index, changed)));
    }
  } else if (isJsonObject(value)) {
    if (typeof value.url === 'string' && /\bextension\[\d+\]$/i.test(path)) yield { object: value, path, rebuild };
    for (const [key, child] of Object.entries(value)) {
      const name = choiceName(value, key);
      yield* extensionsIn(child, `${path}.${name}`, (changed) => rebuild({ ...value, [key]: changed }));
    }
  }
}

/** `valueAddress` of an extension is called `value`; choices elsewhere hold no extensions in the examples. */
function choiceName(object: JsonObject, key: string): string {
  const plain = key.replace(/^_/, '');
  return typeof object.url === 'string' ? plain.replace(/^value[A-Z]\w*$/, 'value') : plain;
}
