import type { JsonValue } from '../json/json-value.ts';
import type { ElementDefinition } from '../structure/structure.ts';
import { structureOf } from '../structure/structure-of.ts';
import { invariantsNotCompiled } from '../validation/invariant-exceptions.ts';
import type { ValidationRun } from '../validation/validation-run.ts';
import { bindingCheck } from './binding-check.ts';
import { breach } from './breach.ts';
import { childChecks } from './child-checks.ts';
import { compareValues } from './compare-values.ts';
import type { CompileScope } from './compile-scope.ts';
import type { ConstraintNode } from './constraint-node.ts';
import { invariantCheck } from './invariant-check.ts';
import type { Item, ItemCheck } from './item.ts';
import { equalsValue, matchesPattern } from './matches-value.ts';
import { typeChecks } from './type-check.ts';
import { withBackground } from './with-background.ts';

/**
 * Compiles what a node says about each value of an element, its cardinality apart. What depends on the type of the value is
 * compiled when the type is first met.
 *
 * @param element - undefined for the root of a profile.
 */
export function compileItem(
  given: ConstraintNode,
  element: ElementDefinition | undefined,
  scope: CompileScope,
): ItemCheck {
  const node = besideItsProfiles(given, scope);
  const checks: ItemCheck[] = [];
  if (node.types !== undefined && element !== undefined) checks.push(...typeChecks(node.types, scope));
  checks.push(...valueChecks(node, scope));
  if (node.binding !== undefined) {
    const check = bindingCheck(node.binding, scope);
    if (check !== undefined) checks.push(check);
  }
  const byType = new Map<string, ItemCheck>();
  if (node.children.size > 0 || node.invariants.size > 0) {
    if (scope.eager) {
      for (const type of typesOf(node, element, scope)) typedChecks(node, element, type, scope);
    }
    checks.push((item, run) => {
      let check = byType.get(item.type);
      if (check === undefined) {
        check = typedChecks(node, element, item.type, scope);
        byType.set(item.type, check);
      }
      check(item, run);
    });
  }
  return all(checks);
}

function besideItsProfiles(node: ConstraintNode, scope: CompileScope): ConstraintNode {
  if (node.children.size === 0 || node.types === undefined) return node;
  const profiles = node.types.flatMap((type) => type.profiles).map((url) => scope.profile(url)?.tree);
  return withBackground(
    node,
    profiles.filter((tree) => tree !== undefined),
  );
}

function typedChecks(
  node: ConstraintNode,
  element: ElementDefinition | undefined,
  type: string,
  scope: CompileScope,
): ItemCheck {
  const known = new Set([
    ...Object.keys(invariantsNotCompiled),
    'ele-1',
    ...(structureOf(type)?.invariants ?? []).map(({ key }) => key),
    ...(element?.invariants ?? []).map(({ key }) => key),
  ]);
  const rules = [...node.invariants.values()]
    .filter(({ key }) => !known.has(key))
    .map((invariant) => invariantCheck(invariant, scope))
    .filter((check) => check !== undefined);
  return all([...childChecks(node, type, scope, compileItem), ...rules]);
}

function typesOf(node: ConstraintNode, element: ElementDefinition | undefined, scope: CompileScope): readonly string[] {
  if (element === undefined) return [scope.type];
  const types = (element.types[0]?.code.includes('.') ? undefined : node.types) ?? element.types;
  return types.map(({ code }) => code);
}

/** Characters are those of Unicode, of which some take two units of a string. */
function isAtMost(value: string, characters: number): boolean {
  return value.length <= characters || (value.length <= 2 * characters && [...value].length <= characters);
}

function valueChecks(node: ConstraintNode, scope: CompileScope): readonly ItemCheck[] {
  const { fixed, pattern, maxLength, minValue, maxValue } = node;
  const checks: ItemCheck[] = [];
  const rule = (holds: (value: JsonValue | undefined) => boolean, text: string) => {
    const diagnostics = `${text} (profile ${scope.url}).`;
    checks.push(({ value }: Item, run: ValidationRun) => {
      if (!holds(value)) breach(run, 'value', diagnostics);
    });
  };
  if (fixed !== undefined) rule((value) => equalsValue(value, fixed), `The value must be exactly ${written(fixed)}`);
  if (pattern !== undefined) rule((value) => matchesPattern(value, pattern), `The value must hold ${written(pattern)}`);
  if (maxLength !== undefined) {
    rule(
      (value) => typeof value !== 'string' || isAtMost(value, maxLength),
      `At most ${maxLength} characters are allowed`,
    );
  }
  if (minValue !== undefined) {
    rule((value) => (compareValues(value, minValue) ?? 0) >= 0, `The least value allowed is ${written(minValue)}`);
  }
  if (maxValue !== undefined) {
    rule((value) => (compareValues(value, maxValue) ?? 0) <= 0, `The greatest value allowed is ${written(maxValue)}`);
  }
  return checks;
}

/** Values in a profile are no patient's. */
function written(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 200 ? 'what the profile says' : text;
}

function all(checks: readonly ItemCheck[]): ItemCheck {
  const [first] = checks;
  if (first === undefined) return () => {};
  if (checks.length === 1) return first;
  return (item, run) => {
    for (const check of checks) check(item, run);
  };
}
