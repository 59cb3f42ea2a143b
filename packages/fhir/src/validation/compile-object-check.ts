import type { JsonObject } from '../json/json-value.ts';
import type { ElementDefinition, ElementType, Structure } from '../structure/structure.ts';
import { bindingRule } from './binding-rule.ts';
import type { CheckCompiler, ObjectCheck, ValueRule } from './check.ts';
import { extensibleBindingRule } from './extensible-binding-rule.ts';
import { invariantRules } from './invariant-rules.ts';
import { complexMember, type MemberCheck, primitiveExtensionMember, primitiveMember } from './member-check.ts';
import { primitiveCheckOf } from './primitive/primitive-check.ts';
import { referenceTargetRule } from './reference-rule.ts';
import { typeRuleOf } from './type-rules.ts';
import { fault, type ValidationRun } from './validation-run.ts';

interface Member {
  readonly check: MemberCheck;
  /** Position among the structure's choices, or -1. */
  readonly choice: number;
  /** Key without underscore. */
  readonly key: string;
}

interface Required {
  readonly name: string;
  /** Every key that satisfies the requirement. */
  readonly keys: readonly string[];
}

const unknownElement = 'R4 knows no such element here; remove it, or carry it in an extension.';
const emptyObject = 'An object may not be empty; leave the element out.';
const onlyId = 'An element needs more than an id; give it content, or leave it out (ele-1).';

/** Compiles the check of one structure's members, cardinalities, choices and rules. */
export function compileObjectCheck(structure: Structure, compiler: CheckCompiler): ObjectCheck {
  const choices = [...structure.elements.values()].filter((element) => element.isChoice);
  const members = membersOf(structure, choices, compiler);
  const required = requiredOf(structure);
  const rules = rulesOf(structure, compiler);
  // An `Element` stands beside a primitive value, which may be all the content there is.
  const needsContent = structure.kind === 'complex-type' && structure.name !== 'Element';
  return (object, run) => {
    const before = run.errors;
    let chosen: string[] | undefined;
    let empty = true;
    let content = !needsContent;
    for (const key in object) {
      empty = false;
      if (key !== 'id') content = true;
      const member = members.get(key);
      if (member === undefined) {
        fault(run, 'structure', unknownElement, key);
        continue;
      }
      const value = object[key];
      if (value === undefined) continue;
      if (member.choice >= 0) {
        chosen ??= [];
        const other = chosen[member.choice];
        if (other !== undefined && other !== member.key) reportChoice(choices[member.choice], run);
        chosen[member.choice] = member.key;
      }
      member.check(value, object, run);
    }
    if (empty) {
      fault(run, 'structure', emptyObject);
      return;
    }
    if (!content) fault(run, 'invariant', onlyId);
    for (const one of required) if (!isPresent(one, object)) reportMissing(one, run);
    // Rules assume the shape that was just checked.
    if (run.errors === before) for (const rule of rules) rule(object, run);
  };
}

function isPresent({ keys }: Required, object: JsonObject): boolean {
  for (const key of keys) if (object[key] !== undefined) return true;
  return false;
}

function reportMissing({ name }: Required, run: ValidationRun): void {
  fault(run, 'required', 'The element is required; add it.', name);
}

function reportChoice(element: ElementDefinition | undefined, run: ValidationRun): void {
  fault(run, 'structure', 'Only one type of this element may be given; keep one.', element?.name);
}

function requiredOf(structure: Structure): readonly Required[] {
  return [...structure.elements.values()]
    .filter((element) => element.min > 0)
    .map((element) => {
      const keys = [...structure.keys]
        .filter(([, one]) => one.element === element)
        .flatMap(([key, { type }]) => keysOf(structure, key, type));
      return { name: element.name, keys };
    });
}

function keysOf(structure: Structure, key: string, type: ElementType): readonly string[] {
  return primitiveCheckOf(type.code) === undefined || standsAlone(structure, key, type) ? [key] : [key, `_${key}`];
}

function membersOf(
  structure: Structure,
  choices: readonly ElementDefinition[],
  compiler: CheckCompiler,
): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  if (structure.kind === 'resource') members.set('resourceType', { check: () => {}, choice: -1, key: 'resourceType' });
  for (const [key, { element, type }] of structure.keys) {
    const choice = choices.indexOf(element);
    const rules = valueRules(element, type, compiler);
    const primitive = primitiveCheckOf(type.code);
    if (primitive === undefined) {
      members.set(key, { check: complexMember(element, checkOf(element, type, compiler), rules), choice, key });
    } else {
      members.set(key, { check: primitiveMember(element, key, primitive, rules), choice, key });
      if (standsAlone(structure, key, type)) continue;
      const extension = primitiveExtensionMember(element, key, lazyCheck('Element', compiler));
      members.set(`_${key}`, { check: extension, choice, key });
    }
  }
  return members;
}

/**
 * What has nothing beside its value: an element's id and an extension's url, which R4 types as System.String and XML writes as attributes,
 * and the XHTML of a narrative, which has no extensions.
 */
function standsAlone(structure: Structure, key: string, type: ElementType): boolean {
  if (type.code === 'xhtml') return true;
  return structure.kind !== 'resource' && (key === 'id' || (structure.name === 'Extension' && key === 'url'));
}

function checkOf(element: ElementDefinition, type: ElementType, compiler: CheckCompiler): ObjectCheck {
  if (type.code !== 'Resource') return lazyCheck(type.code, compiler);
  return element.name === 'contained' ? compiler.containedCheck : compiler.resourceCheck;
}

function lazyCheck(type: string, compiler: CheckCompiler): ObjectCheck {
  let check: ObjectCheck | undefined;
  return (object, run) => {
    check ??= compiler.objectCheck(type);
    check(object, run);
  };
}

function rulesOf(structure: Structure, { advice }: CheckCompiler): readonly ObjectCheck[] {
  const rule = typeRuleOf(structure.name);
  return [...(rule === undefined ? [] : [rule]), ...invariantRules(structure.invariants, structure.name, advice)];
}

function valueRules(element: ElementDefinition, type: ElementType, { advice }: CheckCompiler): readonly ValueRule[] {
  const rules: (ValueRule | undefined)[] = [
    element.valueSet === undefined ? undefined : bindingRule(type.code, element.valueSet),
    !advice || element.extensible === undefined ? undefined : extensibleBindingRule(type.code, element.extensible),
    type.targets === undefined ? undefined : referenceTargetRule(type.targets),
    ...invariantRules(element.invariants, type.code, advice),
  ];
  return rules.filter((rule) => rule !== undefined);
}
