import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import type { ElementDefinition, Structure } from '../structure/structure.ts';
import { structureOf } from '../structure/structure-of.ts';
import { primitiveCheckOf } from '../validation/primitive/primitive-check.ts';
import type { ValidationRun } from '../validation/validation-run.ts';
import type { CompileScope } from './compile-scope.ts';
import { type ConstraintNode, emptyNode } from './constraint-node.ts';
import { elementCheck } from './element-check.ts';
import type { ItemCheck } from './item.ts';

/** Compiles what a node says about one value, given the element it belongs to. */
export type CompileItem = (
  node: ConstraintNode,
  element: ElementDefinition | undefined,
  scope: CompileScope,
) => ItemCheck;

/** Checks the members of an object; the path leads to the object. */
export type MembersCheck = (object: JsonObject, run: ValidationRun) => void;

const nothing: JsonObject = {};

/** Compiles what a node says about the elements of a value of this type. */
export function childChecks(
  node: ConstraintNode,
  type: string,
  scope: CompileScope,
  compileItem: CompileItem,
): readonly ItemCheck[] {
  if (node.children.size === 0) return [];
  const isPrimitive = primitiveCheckOf(type) !== undefined;
  const structure = structureOf(isPrimitive ? 'Element' : type);
  if (structure === undefined) return [];
  const members = membersOf(node, structure, scope, isPrimitive).map(({ element, child }) =>
    elementCheck(child, element, structure, scope, compileItem),
  );
  if (members.length === 0) return [];
  const container = isPrimitive
    ? ({ extra }: { readonly extra: JsonObject | undefined }) => extra ?? nothing
    : ({ value }: { readonly value: unknown }) => (isJsonObject(value) ? value : undefined);
  return [
    (item, run) => {
      const object = container(item);
      if (object === undefined) return;
      for (const check of members) check(object, run);
    },
  ];
}

interface Member {
  readonly element: ElementDefinition;
  readonly child: ConstraintNode;
}

function membersOf(
  node: ConstraintNode,
  structure: Structure,
  scope: CompileScope,
  isPrimitive: boolean,
): readonly Member[] {
  const members = [...node.children].flatMap(([name, child]): readonly Member[] => {
    const element = structure.elements.get(name);
    if (element !== undefined) return [{ element, child }];
    // `valueQuantity` is a short way of saying what value[x] is when it is a Quantity.
    const key = structure.keys.get(name);
    if (key?.element.isChoice) return [{ element: key.element, child: asSlice(name, key.type.code, child) }];
    if (!isPrimitive)
      scope.problem(`It constrains ${structure.name}.${name}, which R4 does not have: that is not checked.`);
    return [];
  });
  for (const { element, child } of members) {
    const code = nestedCode(element);
    if (code !== undefined && !scope.nested.has(code)) scope.nested.set(code, child);
  }
  // In a circle there is nothing new to be found.
  return scope.eager ? members : [...members, ...referred(node, structure, scope)];
}

/** What a profile says of an element holds too where the definition refers back to it: items within items. */
function referred(node: ConstraintNode, structure: Structure, scope: CompileScope): readonly Member[] {
  return [...structure.elements.values()].flatMap((element): readonly Member[] => {
    const code = nestedCode(element);
    const source = code === undefined ? undefined : scope.nested.get(code);
    if (source === undefined || node.children.has(element.name) || code === element.path) return [];
    const { children, invariants } = source;
    return [{ element, child: { ...emptyNode(), children, invariants } }];
  });
}

function nestedCode(element: ElementDefinition): string | undefined {
  const code = element.types[0]?.code;
  return code?.includes('.') ? code : undefined;
}

function asSlice(name: string, code: string, child: ConstraintNode): ConstraintNode {
  const types = child.types ?? [{ code, profiles: [], targetProfiles: [], aggregation: [] }];
  return { ...emptyNode(), slices: new Map([[name, { ...child, types }]]) };
}
