import typeTexts from '../generated/types.json' with { type: 'json' };

type TypeRow = readonly [kind: 'r' | 'c' | 'p', base: string, elements: Readonly<Record<string, string>>];

/** One element of a type: where its value stands in JSON, and of which type it then is. */
export interface ElementProperty {
  /** Property name in JSON: `code`, or for a choice `valueQuantity`. */
  readonly property: string;
  /** FHIR type name; a nested element's is its path, such as `Observation.component`. */
  readonly type: string;
  /** May hold several values. */
  readonly repeats: boolean;
}

const texts: Readonly<Record<string, string>> = typeTexts;
/** By name, as text until first asked for. A name that is given never becomes a key: cut out of a Bundle, it would keep all of its text. */
const rows = new Map<string, string | TypeRow>(Object.entries(texts));
const properties = new Map<string, ReadonlyMap<string, readonly ElementProperty[]>>();

function rowOf(type: string): TypeRow | undefined {
  const known = rows.get(type);
  if (typeof known !== 'string') return known;
  const row = JSON.parse(known) as TypeRow;
  rows.set(type, row);
  return row;
}

/** True for a type, resource or nested element that R4 defines. */
export function isKnownType(type: string): boolean {
  return rowOf(type) !== undefined;
}

/** True for a resource type, abstract ones included. */
export function isResourceType(type: string): boolean {
  return rowOf(type)?.[0] === 'r';
}

/** True for a primitive type, whose JSON value is a string, number or boolean. */
export function isPrimitiveType(type: string): boolean {
  return rowOf(type)?.[0] === 'p';
}

/** True if `type` is `ancestor` or derives from it. */
export function isSubtype(type: string, ancestor: string): boolean {
  for (let at: string | undefined = type; at; at = rowOf(at)?.[1]) if (at === ancestor) return true;
  return false;
}

/** Element name (`value`, not `value[x]`) to the properties it may stand in, inherited elements included. */
export function elementsOf(type: string): ReadonlyMap<string, readonly ElementProperty[]> {
  const known = properties.get(type);
  if (known) return known;
  const row = rowOf(type);
  const elements = new Map<string, readonly ElementProperty[]>(row?.[1] ? elementsOf(row[1]) : []);
  for (const [name, text] of Object.entries(row?.[2] ?? {})) {
    const repeats = text.endsWith('*');
    const types = (repeats ? text.slice(0, -1) : text).split('|');
    const choice = name.endsWith('[x]');
    const plain = choice ? name.slice(0, -3) : name;
    elements.set(
      plain,
      types.map((one) => ({
        property: choice ? plain + one.charAt(0).toUpperCase() + one.slice(1) : plain,
        type: one,
        repeats,
      })),
    );
  }
  properties.set(type, elements);
  return elements;
}
