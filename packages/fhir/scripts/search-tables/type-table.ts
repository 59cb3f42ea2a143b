import type { DefinitionResource, ElementDefinition } from './definition-resource.ts';

/** `[kind, base type, elements]`; an element's types are joined by `|`, a repeating one ends in `*`, a choice is named `x[x]`. */
export type TypeRow = readonly [kind: 'r' | 'c' | 'p', base: string, elements: Readonly<Record<string, string>>];

const fhirType = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

/** Every type of R4, with the elements that it adds to its base type. Nested elements are types named by their path. */
export function typeTable(definitions: readonly DefinitionResource[]): Readonly<Record<string, TypeRow>> {
  const table: Record<string, TypeRow> = {};
  for (const definition of definitions) {
    if (definition.resourceType !== 'StructureDefinition' || definition.derivation === 'constraint') continue;
    if (definition.kind === 'logical' || definition.type === undefined) continue;
    addType(table, definition, definition.type);
  }
  return table;
}

function addType(table: Record<string, TypeRow>, definition: DefinitionResource, type: string): void {
  const kind = definition.kind === 'resource' ? 'r' : definition.kind === 'primitive-type' ? 'p' : 'c';
  const base = definition.baseDefinition?.split('/').at(-1) ?? '';
  const elements = new Map<string, Record<string, string>>([[type, {}]]);
  table[type] = [kind, base, elements.get(type) ?? {}];
  for (const element of definition.snapshot?.element ?? []) {
    if (element.path === type) continue;
    const nested = element.type?.[0]?.code === 'BackboneElement' || element.type?.[0]?.code === 'Element';
    if (nested) {
      elements.set(element.path, {});
      table[element.path] = ['c', element.type?.[0]?.code ?? '', elements.get(element.path) ?? {}];
    }
    const inherited = element.base !== undefined && element.base.path.split('.')[0] !== type;
    if (inherited) continue;
    const at = element.path.lastIndexOf('.');
    const owner = elements.get(element.path.slice(0, at));
    if (owner) owner[element.path.slice(at + 1)] = typesOf(element, nested) + (element.max === '1' ? '' : '*');
  }
}

function typesOf(element: ElementDefinition, nested: boolean): string {
  if (nested) return element.path;
  if (element.contentReference) return element.contentReference.slice(1);
  return (element.type ?? [])
    .map((type) => {
      if (!type.code.startsWith('http://hl7.org/fhirpath/')) return type.code;
      return type.extension?.find((extension) => extension.url === fhirType)?.valueUrl ?? 'string';
    })
    .join('|');
}
