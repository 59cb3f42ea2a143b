import { type Definition, readDefinitions } from './definitions.ts';

interface Concept {
  readonly code: string;
  readonly concept?: readonly Concept[];
}

interface Include {
  readonly system?: string;
  readonly concept?: readonly Concept[];
  readonly filter?: unknown;
  readonly valueSet?: unknown;
}

/** One list per code system: the system first, its codes after it. */
export type CodeList = readonly (readonly string[])[];

const definitions: readonly Definition[] = ['valuesets.json', 'v3-codesystems.json', 'v2-tables.json'].flatMap(
  readDefinitions,
);
const valueSets = byUrl('ValueSet');
const codeSystems = byUrl('CodeSystem');

function byUrl(resourceType: string): ReadonlyMap<string, Definition> {
  return new Map(definitions.filter((one) => one.resourceType === resourceType).map((one) => [one.url, one]));
}

function codesOf(concepts: readonly Concept[]): readonly string[] {
  return concepts.flatMap((concept) => [concept.code, ...codesOf(concept.concept ?? [])]);
}

function expandInclude(include: Include): readonly string[] | undefined {
  if (include.system === undefined || include.filter !== undefined || include.valueSet !== undefined) return undefined;
  if (include.concept !== undefined) return [include.system, ...codesOf(include.concept)];
  const system = codeSystems.get(include.system);
  if (system?.content !== 'complete') return undefined;
  return [include.system, ...codesOf((system.concept ?? []) as readonly Concept[])];
}

/** The codes of a value set, or undefined when R4 itself does not list them (media types, currencies, UCUM). */
export function expandValueSet(url: string): CodeList | undefined {
  const compose = valueSets.get(url)?.compose as { include?: readonly Include[]; exclude?: unknown } | undefined;
  if (compose?.include === undefined || compose.exclude !== undefined) return undefined;
  const lists = compose.include.map(expandInclude);
  return lists.every((list) => list !== undefined) ? lists : undefined;
}
