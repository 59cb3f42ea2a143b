import type { StructureTable } from '../src/structure/structure-table.ts';
import { codeShapes } from '../src/validation/code-shapes.ts';
import { expandValueSet } from './code-lists.ts';
import { type Definition, readDefinitions } from './definitions.ts';

interface ElementType {
  readonly code: string;
  readonly profile?: readonly string[];
  readonly targetProfile?: readonly string[];
  readonly extension?: readonly { readonly url: string; readonly valueUrl?: string; readonly valueString?: string }[];
}

interface ElementSource {
  readonly path: string;
  readonly min: number;
  readonly max: string;
  readonly isSummary?: boolean;
  readonly isModifier?: boolean;
  readonly type?: readonly ElementType[];
  readonly contentReference?: string;
  readonly binding?: {
    readonly strength: string;
    readonly valueSet?: string;
    readonly extension?: readonly { readonly url: string; readonly valueCanonical?: string }[];
  };
  readonly constraint?: readonly {
    readonly key: string;
    readonly severity: string;
    readonly human: string;
    readonly expression?: string;
    readonly source?: string;
  }[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const core = 'http://hl7.org/fhir/StructureDefinition/';
const patternUrl = `${core}regex`;
const maxValueSetUrl = `${core}elementdefinition-maxValueSet`;
const typeUrl = `${core}structuredefinition-fhir-type`;

/** Every R4 resource and data type, and the code lists that their required bindings name. */
export function generateStructures(): { structures: Record<string, string>; codeLists: Record<string, string> } {
  const definitions = ['profiles-types.json', 'profiles-resources.json']
    .flatMap(readDefinitions)
    .filter((one) => one.resourceType === 'StructureDefinition')
    .filter((one) => one.kind !== 'logical' && one.derivation !== 'constraint')
    // The package adds types of R4B, such as SubscriptionStatus.
    .filter((one) => one.fhirVersion === '4.0.1');
  const lists = new Map<string, string>();
  const structures = definitions.map((one) => [one.name, JSON.stringify(tableOf(one, lists))] as const);
  return {
    structures: Object.fromEntries(structures.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    codeLists: Object.fromEntries([...lists].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function tableOf(definition: Definition, lists: Map<string, string>): StructureTable {
  const [root, ...children] = (definition.snapshot as { element: readonly ElementSource[] }).element;
  if (root === undefined) throw new Error(`${definition.name} has no snapshot`);
  const base = definition.baseDefinition as string | undefined;
  const table: Mutable<StructureTable> = {
    kind: definition.kind as StructureTable['kind'],
    abstract: definition.abstract === true,
    elements: children.map((element) => elementOf(element, children, lists)),
  };
  if (base !== undefined) table.base = base.slice(core.length);
  const pattern = children
    .find((element) => element.path === `${definition.name}.value`)
    ?.type?.[0]?.extension?.find((one) => one.url === patternUrl)?.valueString;
  if (definition.kind === 'primitive-type' && pattern !== undefined) table.pattern = pattern;
  const invariants = invariantsOf(root);
  if (invariants.length > 0) table.invariants = invariants;
  return table;
}

function elementOf(
  element: ElementSource,
  siblings: readonly ElementSource[],
  lists: Map<string, string>,
): StructureTable['elements'][number] {
  const result: Mutable<StructureTable['elements'][number]> = {
    path: element.path,
    min: element.min,
    max: element.max === '*' ? null : Number(element.max),
    types: typesOf(element, siblings),
  };
  if (element.isSummary === true) result.summary = true;
  if (element.isModifier === true) result.modifier = true;
  const { binding } = element;
  if (binding?.strength === 'extensible' && binding.valueSet !== undefined) {
    result.extensible = binding.valueSet.replace(/\|.*$/, '');
  }
  const required = requiredValueSet(element);
  if (required !== undefined) {
    const url = required.replace(/\|.*$/, '');
    const list = expandValueSet(url);
    if (list !== undefined) lists.set(url, JSON.stringify(list));
    if (list !== undefined || codeShapes.has(url)) result.valueSet = url;
  }
  const invariants = invariantsOf(element, result.types);
  if (invariants.length > 0) result.invariants = invariants;
  return result;
}

/** Also a weaker binding may say which codes there are at all, as that of every language does: https://hl7.org/fhir/R4/extension-elementdefinition-maxvalueset.html */
function requiredValueSet({ binding, type }: ElementSource): string | undefined {
  if (binding?.strength === 'required') return binding.valueSet;
  const most = binding?.extension?.find(({ url }) => url === maxValueSetUrl)?.valueCanonical;
  const isCode = type?.every(({ code }) => code === 'code') === true;
  return isCode && most !== undefined && codeShapes.has(most) ? most : undefined;
}

function typesOf(
  element: ElementSource,
  siblings: readonly ElementSource[],
): StructureTable['elements'][number]['types'] {
  if (element.contentReference !== undefined) return [{ code: element.contentReference.replace(/^.*#/, '') }];
  // An element with children of its own is a type of its own, named by its path.
  if (siblings.some((other) => other.path.startsWith(`${element.path}.`))) return [{ code: element.path }];
  return (element.type ?? []).map((type) => {
    const targets = (type.targetProfile ?? []).map((profile) => profile.slice(core.length));
    const limited = targets.length > 0 && !targets.includes('Resource');
    return limited && type.code === 'Reference'
      ? { code: codeOf(element, type), targets }
      : { code: codeOf(element, type) };
  });
}

function codeOf(element: ElementSource, type: ElementType): string {
  // R4 writes `string` for the id of a resource; its text says `id` (https://hl7.org/fhir/R4/resource.html#id).
  if (/^[A-Z]\w*\.id$/.test(element.path) && isResourceId(element)) return 'id';
  if (!type.code.startsWith('http://hl7.org/fhirpath/')) return type.code;
  return type.extension?.find((one) => one.url === typeUrl)?.valueUrl ?? primitiveOf(type.code);
}

function isResourceId(element: ElementSource & { readonly base?: { readonly path: string } }): boolean {
  return element.base?.path === 'Resource.id';
}

function primitiveOf(code: string): string {
  const name = code.slice(code.lastIndexOf('.') + 1);
  return name[0]?.toLowerCase() + name.slice(1);
}

function invariantsOf(
  element: ElementSource,
  types: StructureTable['elements'][number]['types'] = [],
): NonNullable<StructureTable['invariants']> {
  const inherited = new Set(types.map((type) => core + type.code));
  const own = (element.constraint ?? [])
    .filter((one) => one.key !== 'ele-1' && one.expression !== undefined && !inherited.has(one.source ?? ''))
    // ext-1 is repeated on every element of type Extension; it belongs to the type.
    .filter((one) => one.key !== 'ext-1' || types.length === 0)
    .map((one) => ({
      key: one.key,
      severity: one.severity === 'error' ? ('error' as const) : ('warning' as const),
      human: one.human,
      expression: one.expression ?? '',
    }));
  // In a choice too: of its other types none has a comparator.
  const simple = element.type?.some((type) => type.profile?.includes(`${core}SimpleQuantity`));
  if (simple !== true) return own;
  const expression = 'comparator.empty()';
  return [...own, { key: 'sqty-1', severity: 'error', human: 'A SimpleQuantity has no comparator', expression }];
}
