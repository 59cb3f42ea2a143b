import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';
import { foldCode } from '../search/entry/token-entries.ts';
import { tooManyConcepts } from './terminology-error.ts';

/** A code system that is known whole: its concepts, and which stands above which. */
export interface KnownCodeSystem {
  readonly url: string;
  readonly concepts: ReadonlyMap<string, KnownConcept>;
  /** Codes by what they are folded; nothing where the system says that it tells cases apart. */
  readonly folded: ReadonlyMap<string, string>;
  readonly children: ReadonlyMap<string, ReadonlySet<string>>;
  readonly parents: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What filters look at. */
export interface KnownConcept {
  readonly display?: string;
  /** Values of properties as text. */
  readonly properties?: ReadonlyMap<string, readonly string[]>;
}

/** Properties that name a concept above (https://hl7.org/fhir/R4/codesystem.html#hierarchy, and those of v3 code systems). */
const upward = ['parent', 'subsumedBy', 'isA', 'is-a'];

/**
 * Reads a CodeSystem, and its hierarchy from nested concepts and from the properties `parent`, `subsumedBy`, `isA` and `child`;
 * `undefined` unless it lists all its concepts: an excerpt cannot tell what it leaves out. Without a word on it, it is taken as whole.
 * @param limit - of concepts
 * @throws BaseplateError `query-too-costly` for more concepts than the limit
 */
export function readCodeSystem(
  { url, content = 'complete', concept, caseSensitive }: JsonObject,
  limit = Number.POSITIVE_INFINITY,
): KnownCodeSystem | undefined {
  if (typeof url !== 'string' || content !== 'complete' || !Array.isArray(concept)) return undefined;
  const concepts = new Map<string, KnownConcept>();
  const folded = new Map<string, string>();
  const children = new Map<string, Set<string>>();
  const parents = new Map<string, Set<string>>();
  const link = (above: string, below: string) => {
    children.set(above, (children.get(above) ?? new Set()).add(below));
    parents.set(below, (parents.get(below) ?? new Set()).add(above));
  };
  const visit = (one: JsonValue, above: string | undefined): void => {
    if (!isJsonObject(one) || typeof one.code !== 'string') return;
    const { code, display } = one;
    const properties = propertiesOf(one.property);
    if (concepts.size >= limit && !concepts.has(code)) throw tooManyConcepts();
    concepts.set(code, {
      ...(typeof display === 'string' ? { display } : {}),
      ...(properties === undefined ? {} : { properties }),
    });
    if (caseSensitive !== true) folded.set(foldCode(code), code);
    if (above !== undefined) link(above, code);
    for (const name of upward) for (const other of properties?.get(name) ?? []) link(other, code);
    for (const other of properties?.get('child') ?? []) link(code, other);
    if (Array.isArray(one.concept)) for (const inner of one.concept) visit(inner, code);
  };
  for (const one of concept) visit(one, undefined);
  return { url, concepts, folded, children, parents };
}

function propertiesOf(list: JsonValue | undefined): ReadonlyMap<string, readonly string[]> | undefined {
  if (!Array.isArray(list)) return undefined;
  const found = new Map<string, string[]>();
  for (const one of list) {
    if (!isJsonObject(one) || typeof one.code !== 'string') continue;
    const key = Object.keys(one).find((name) => name.startsWith('value'));
    const value = key === undefined ? undefined : one[key];
    const text = isJsonObject(value) ? value.code : value;
    if (text === undefined || typeof text === 'object') continue;
    found.set(one.code, [...(found.get(one.code) ?? []), String(text)]);
  }
  return found.size > 0 ? found : undefined;
}
