import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.ts';
import { codeListOf } from '../../structure/code-list.ts';
import type { ElementDefinition, ElementType, Structure } from '../../structure/structure.ts';
import { structureOf } from '../../structure/structure-of.ts';

/** A resource with exactly one fault, and where validation must find it. */
export interface SingleFault {
  readonly what: string;
  readonly resource: JsonObject;
  readonly expression: string;
}

/** Values that break a primitive type's format. */
const malformed: Readonly<Record<string, readonly JsonValue[]>> = {
  base64Binary: ['QUJ', 'Q*JD', 'QQ=A', ''],
  boolean: ['true', 1, 0],
  canonical: ['a b', ''],
  code: [' a', 'a  b', 'a ', ''],
  date: ['2024-02-30', '2023-02-29', '2024-13', '24', '2024-1-1', '2024-01-01T00:00:00Z', '0000'],
  dateTime: [
    '2024-02-30',
    '2024-01-01T10:00',
    '2024-01-01T10:00:00',
    '2024-01-01T25:00:00Z',
    '2024-01-01T10:00:00+15:00',
    '01/02/2024',
  ],
  decimal: ['1.0', true],
  id: ['a_b', 'a b', '', 'x'.repeat(65)],
  instant: ['2024-01-01', '2024-01-01T10:00:00', '2024-02-30T10:00:00Z', 1704067200000],
  integer: [1.5, '1', 2 ** 31, -(2 ** 31) - 1],
  markdown: ['', 1],
  positiveInt: [0, -1, 1.5],
  string: ['', 1, false],
  time: ['10:15', '24:00:00', '10:15:00Z'],
  unsignedInt: [-1, 0.5, '0'],
  uri: ['a b', '', 5],
  url: ['a b', ''],
  uuid: ['urn:uuid:1', '0d7a1a0e-7d14-4e0a-8c5e-9d2b6d1c2a3f', ''],
  xhtml: [
    '<div>',
    '<p>a</p>',
    '<div> </div>',
    '<div><script>a</script></div>',
    '<div onclick="a">a</div>',
    '<div>a & b</div>',
    '<div><b><i>a</b></i></div>',
    '<div>a</div><div>b</div>',
    '<div><a href="javascript:a">a</a></div>',
    '<div a="1" a="2">b</div>',
    '<div a=1>b</div>',
  ],
};

/** Every single fault this file knows how to make in a valid resource. */
export function* singleFaults(root: JsonObject): Generator<SingleFault> {
  yield* faultsIn(root, String(root.resourceType), String(root.resourceType), (changed) => changed);
}

type Rebuild = (changed: JsonObject) => JsonObject;

function* faultsIn(object: JsonObject, type: string, path: string, rebuild: Rebuild): Generator<SingleFault> {
  const structure = structureOf(type);
  if (structure === undefined) throw new Error(`no structure ${type}`);
  const fault = (what: string, changed: JsonObject, expression: string) => ({
    what: `${what} at ${expression}`,
    resource: rebuild(changed),
    expression,
  });
  yield fault('unknown element', { ...object, nonsense: 1 }, `${path}.nonsense`);
  yield* missing(object, structure, path, fault);
  for (const [key, value] of Object.entries(object)) {
    const found = structure.keys.get(key.replace(/^_/, ''));
    if (found === undefined) continue;
    const at = `${path}.${found.element.name}`;
    const set = (changed: JsonValue) => ({ ...object, [key]: changed });
    yield fault('wrong shape', set(Array.isArray(value) ? (value[0] ?? null) : [value]), at);
    yield fault('null', set(null), at);
    yield fault('empty array', set([]), at);
    yield* choiceFaults(object, key, found.element, path, fault);
    const items = Array.isArray(value) ? value : [value];
    for (const [index, item] of items.entries()) {
      if (item === null) continue;
      const place = Array.isArray(value) ? `${at}[${index}]` : at;
      const put = (changed: JsonValue) => set(Array.isArray(value) ? value.with(index, changed) : changed);
      yield* key.startsWith('_')
        ? nested(item, 'Element', place, put, rebuild, fault)
        : itemFaults(item, found, place, put, rebuild, fault);
    }
  }
}

type Fault = (what: string, changed: JsonObject, expression: string) => SingleFault;
type Put = (changed: JsonValue) => JsonObject;

function* missing(object: JsonObject, structure: Structure, path: string, fault: Fault): Generator<SingleFault> {
  for (const element of structure.elements.values()) {
    if (element.min === 0) continue;
    const keys = [...structure.keys].filter(([, one]) => one.element === element).flatMap(([key]) => [key, `_${key}`]);
    const rest = Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
    // An object without members has its own rule.
    if (Object.keys(rest).length === 0) continue;
    yield fault('missing', rest, `${path}.${element.name}`);
  }
}

function* choiceFaults(
  object: JsonObject,
  key: string,
  element: ElementDefinition,
  path: string,
  fault: Fault,
): Generator<SingleFault> {
  if (!element.isChoice || key.startsWith('_')) return;
  const others: readonly (readonly [string, JsonValue])[] = [
    ['boolean', true],
    ['string', 'x'],
    ['dateTime', '2024'],
    ['Period', { start: '2024' }],
    ['Reference', { display: 'x' }],
  ];
  for (const [type, value] of others) {
    const other = element.name + type.charAt(0).toUpperCase() + type.slice(1);
    if (other === key || !element.types.some((one) => one.code === type)) continue;
    yield fault('two types of a choice', { ...object, [other]: value }, `${path}.${element.name}`);
  }
}

function* itemFaults(
  item: JsonValue,
  { element, type }: { element: ElementDefinition; type: ElementType },
  place: string,
  put: Put,
  rebuild: Rebuild,
  fault: Fault,
): Generator<SingleFault> {
  if (isJsonObject(item)) {
    const nestedType = type.code === 'Resource' ? String(item.resourceType) : type.code;
    yield* nested(item, nestedType, place, put, rebuild, fault);
    if (type.code === 'Resource')
      yield fault('unknown type', put({ ...item, resourceType: 'Nonsense' }), `${place}.resourceType`);
    if (type.targets !== undefined) yield fault('wrong target', put({ reference: 'StructureMap/1' }), place);
    if (type.code === 'CodeableConcept' && element.valueSet !== undefined) {
      yield fault('code outside the binding', put({ coding: [{ system: 'https://example.org', code: 'x' }] }), place);
    }
    return;
  }
  yield fault('object for a primitive', put({ id: 'x' }), place);
  for (const value of malformed[type.code] ?? []) yield fault(`malformed ${type.code}`, put(value), place);
  if (element.valueSet !== undefined && codeListOf(element.valueSet) !== undefined)
    yield fault('code outside the binding', put('nonsense'), place);
}

function* nested(
  item: JsonValue,
  type: string,
  place: string,
  put: Put,
  rebuild: Rebuild,
  fault: Fault,
): Generator<SingleFault> {
  yield fault('primitive for an object', put('x'), place);
  // Without resourceType nothing tells which elements a resource could have.
  yield fault(
    'empty object',
    put({}),
    isJsonObject(item) && item.resourceType !== undefined ? `${place}.resourceType` : place,
  );
  if (isJsonObject(item)) yield* faultsIn(item, type, place, (changed) => rebuild(put(changed)));
}
