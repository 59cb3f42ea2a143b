import { type JsonObject, structureOf } from '@baseplate-epr/fhir';
import type { Example } from './example.ts';

interface Published {
  readonly path: string;
  readonly min: number;
  readonly max: string;
  readonly isModifier?: boolean;
  readonly isSummary?: boolean;
  readonly contentReference?: string;
  readonly type?: readonly { readonly code: string; readonly targetProfile?: readonly string[] }[];
}

interface Definition {
  readonly type: string;
  readonly snapshot: { readonly element: readonly Published[] };
}

type Known = NonNullable<ReturnType<typeof structureOf>>;
type KnownElement = Known['elements'] extends ReadonlyMap<string, infer E> ? E : never;

const url = 'http://hl7.org/fhir/StructureDefinition/';

/**
 * Where the elements of resources and data types that the record validates by differ from R4's own definitions, which are among the
 * official examples: what there is, how often, of which types, pointing where, what changes meanings, and what is summary.
 */
export function compareDefinitions(examples: readonly Example[]): readonly string[] {
  return examples
    .filter(({ type, resource }) => type === 'StructureDefinition' && isOfR4(resource))
    .flatMap(({ text }) => differencesOf(JSON.parse(text) as Definition));
}

function isOfR4({ derivation, kind, url: own }: JsonObject): boolean {
  return derivation !== 'constraint' && (kind === 'resource' || kind === 'complex-type') && String(own).startsWith(url);
}

function differencesOf({ type, snapshot }: Definition): readonly string[] {
  const known = new Map<string, KnownElement>();
  gather(type, type, known);
  const [, ...elements] = snapshot.element;
  const published = new Map(elements.map((one) => [one.path, one]));
  return [...new Set([...known.keys(), ...published.keys()])].filter((path) => {
    const one = known.get(path);
    const other = published.get(path);
    return one === undefined || other === undefined || wordsOfKnown(one) !== wordsOf(other, elements);
  });
}

/** The elements of a type, and of the types within it. */
function gather(name: string, root: string, known: Map<string, KnownElement>): void {
  for (const element of structureOf(name)?.elements.values() ?? []) {
    if (known.has(element.path)) continue;
    known.set(element.path, element);
    for (const { code } of element.types) if (code.startsWith(`${root}.`)) gather(code, root, known);
  }
}

function wordsOfKnown({ min, max, types, isModifier, isSummary }: KnownElement): string {
  const names = types.map(({ code, targets }) => `${code}(${[...(targets ?? [])].sort().join()})`).sort();
  return `${min} ${max === Number.POSITIVE_INFINITY ? '*' : max} ${names.join()} ${isModifier} ${isSummary}`;
}

function wordsOf(element: Published, siblings: readonly Published[]): string {
  const { min, max, isModifier = false, isSummary = false } = element;
  return `${min} ${max} ${typesOf(element, siblings).sort().join()} ${isModifier} ${isSummary}`;
}

function typesOf({ path, contentReference, type = [] }: Published, siblings: readonly Published[]): string[] {
  if (contentReference !== undefined) return [`${contentReference.slice(1)}()`];
  if (siblings.some((other) => other.path.startsWith(`${path}.`))) return [`${path}()`];
  return type.map(({ code, targetProfile = [] }) => {
    const targets = targetProfile.map((one) => one.slice(url.length)).sort();
    const limited = code === 'Reference' && !targets.includes('Resource');
    return `${plainCode(code, path)}(${limited ? targets.join() : ''})`;
  });
}

/** FHIRPath's own types stand for those of ids and URLs. */
function plainCode(code: string, path: string): string {
  if (!code.includes('fhirpath/System.')) return code;
  if (path === 'Extension.url') return 'uri';
  return structureOf(path.split('.', 1)[0] ?? '')?.kind === 'resource' && path.split('.').length === 2
    ? 'id'
    : 'string';
}
