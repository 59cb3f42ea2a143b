import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';
import type { ElementDefinition, Structure } from '../structure/structure.ts';
import { primitiveCheckOf } from '../validation/primitive/primitive-check.ts';
import type { ValidationRun } from '../validation/validation-run.ts';
import { breach } from './breach.ts';
import type { CompileItem, MembersCheck } from './child-checks.ts';
import type { CompileScope } from './compile-scope.ts';
import type { ConstraintNode } from './constraint-node.ts';
import type { Item } from './item.ts';
import { type SliceSorter, sliceSorter } from './slice-sorter.ts';

interface Key {
  readonly key: string;
  readonly type: string;
  /** Where the extensions of a primitive stand. */
  readonly beside: string | undefined;
}

/** Compiles what a profile says about one element of an object: how often it is there, each value, and its slices. */
export function elementCheck(
  node: ConstraintNode,
  element: ElementDefinition,
  structure: Structure,
  scope: CompileScope,
  compileItem: CompileItem,
): MembersCheck {
  const { name } = element;
  const keys = keysOf(element, structure);
  const check = compileItem(node, element, scope);
  const sorter = node.slices.size > 0 ? sliceSorter(node, element, scope, compileItem) : undefined;
  const { min = 0, max = Number.POSITIVE_INFINITY } = node;
  const tooFew = `The profile ${scope.url} wants at least ${min} of this element.`;
  const tooMany = `The profile ${scope.url} allows ${max === 0 ? 'no such element' : `at most ${max} of this element`}.`;
  return (object, run) => {
    let count = 0;
    const sorted: SliceSorter | undefined = sorter?.();
    run.path.push(name);
    const visit = (item: Item): void => {
      count += 1;
      if (count > max) breach(run, 'invariant', tooMany);
      check(item, run);
      sorted?.put(item, run);
    };
    for (const key of keys) eachItem(object, key, element.isArray, run, visit);
    sorted?.end(run);
    run.path.pop();
    if (count < min) breach(run, 'required', tooFew, name);
  };
}

function keysOf(element: ElementDefinition, structure: Structure): readonly Key[] {
  return [...structure.keys]
    .filter(([, one]) => one.element === element)
    .map(([key, { type }]) => ({
      key,
      type: type.code,
      beside: primitiveCheckOf(type.code) === undefined ? undefined : `_${key}`,
    }));
}

function eachItem(
  object: JsonObject,
  { key, type, beside }: Key,
  isArray: boolean,
  run: ValidationRun,
  visit: (item: Item) => void,
): void {
  const value = object[key];
  const extra = beside === undefined ? undefined : object[beside];
  if (value === undefined && extra === undefined) return;
  if (!isArray) {
    visit(itemOf(value, extra, type));
    return;
  }
  const values: readonly JsonValue[] = Array.isArray(value) ? value : [];
  const extras: readonly JsonValue[] = Array.isArray(extra) ? extra : [];
  const length = Math.max(values.length, extras.length);
  for (let index = 0; index < length; index += 1) {
    run.path.push(index);
    visit(itemOf(values[index], extras[index], type));
    run.path.pop();
  }
}

function itemOf(value: JsonValue | undefined, extra: JsonValue | undefined, type: string): Item {
  const own = type === 'Resource' && isJsonObject(value) ? value.resourceType : undefined;
  return {
    value: value ?? undefined,
    extra: isJsonObject(extra) ? extra : undefined,
    type: typeof own === 'string' ? own : type,
  };
}
