import type { ElementDefinition, ElementKey, ElementType, Structure } from './structure.ts';
import type { ElementTable, StructureTable } from './structure-table.ts';

/** The structures of one generated table: the type itself and its nested elements, by name. */
export function buildStructures(name: string, table: StructureTable): ReadonlyMap<string, Structure> {
  const children = Map.groupBy(table.elements, (element) => element.path.slice(0, element.path.lastIndexOf('.')));
  const structures = new Map<string, Structure>();
  for (const [owner, elements] of children) {
    const nested = owner !== name;
    structures.set(owner, {
      name: owner,
      kind: nested ? 'complex-type' : table.kind,
      abstract: !nested && table.abstract,
      ...(nested ? { base: nestedBase(elements) } : table.base === undefined ? {} : { base: table.base }),
      ...(nested || table.pattern === undefined ? {} : { pattern: table.pattern }),
      ...membersOf(elements),
      invariants: (nested ? table.elements.find((element) => element.path === owner) : table)?.invariants ?? [],
    });
  }
  return structures;
}

function nestedBase(elements: readonly ElementTable[]): string {
  return elements.some((element) => element.path.endsWith('.modifierExtension')) ? 'BackboneElement' : 'Element';
}

function membersOf(tables: readonly ElementTable[]): Pick<Structure, 'elements' | 'keys'> {
  const elements = new Map<string, ElementDefinition>();
  const keys = new Map<string, ElementKey>();
  for (const table of tables) {
    const element = elementOf(table);
    elements.set(element.name, element);
    for (const type of element.types) keys.set(keyOf(element, type), { element, type });
  }
  return { elements, keys };
}

function elementOf(table: ElementTable): ElementDefinition {
  const last = table.path.slice(table.path.lastIndexOf('.') + 1);
  const isChoice = last.endsWith('[x]');
  return {
    name: isChoice ? last.slice(0, -3) : last,
    path: table.path,
    min: table.min,
    max: table.max ?? Number.POSITIVE_INFINITY,
    isArray: table.max === null || table.max > 1,
    isChoice,
    types: table.types,
    isSummary: table.summary === true,
    isModifier: table.modifier === true,
    ...(table.valueSet === undefined ? {} : { valueSet: table.valueSet }),
    ...(table.extensible === undefined ? {} : { extensible: table.extensible }),
    // The rules of a nested element belong to its structure, where content references find them too.
    invariants: table.types.some((type) => type.code.includes('.')) ? [] : (table.invariants ?? []),
  };
}

function keyOf(element: ElementDefinition, type: ElementType): string {
  return element.isChoice ? element.name + type.code.charAt(0).toUpperCase() + type.code.slice(1) : element.name;
}
