import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';
import type { ElementDefinition } from '../structure/structure.ts';
import type { ObjectCheck, PrimitiveCheck, ValueRule } from './check.ts';
import { fault, type ValidationRun } from './validation-run.ts';

/** Checks the value under one JSON key of an object; the path leads to the object, and the check adds the element. */
export type MemberCheck = (value: JsonValue, object: JsonObject, run: ValidationRun) => void;

const wantsArray = 'The element may repeat, so JSON writes it as an array.';
const wantsSingle = 'The element does not repeat, so JSON does not write it as an array.';
const wantsObject = 'The element must be a JSON object.';
const onlyId = 'An id alone is no content; give a value or an extension, or leave the element out (ele-1).';
const noEmptyArray = 'An array may not be empty; leave the element out.';
const noNull = 'null is only allowed in an array of primitives, beside an extension; leave the element out.';

/** Check of a key whose values are objects. */
export function complexMember(
  element: ElementDefinition,
  check: ObjectCheck,
  rules: readonly ValueRule[],
): MemberCheck {
  const one = (value: JsonValue, run: ValidationRun) => {
    if (!isJsonObject(value)) {
      fault(run, 'structure', Array.isArray(value) ? wantsSingle : value === null ? noNull : wantsObject);
      return;
    }
    check(value, run);
    for (const rule of rules) rule(value, run);
  };
  return spread(element, one);
}

function spread(element: ElementDefinition, one: (value: JsonValue, run: ValidationRun) => void): MemberCheck {
  const { name } = element;
  if (!element.isArray) {
    return (value, _object, run) => {
      run.path.push(name);
      one(value, run);
      run.path.pop();
    };
  }
  return (value, _object, run) => {
    run.path.push(name);
    if (!Array.isArray(value)) fault(run, 'structure', wantsArray);
    else if (value.length === 0) fault(run, 'structure', noEmptyArray);
    else {
      for (let index = 0; index < value.length; index += 1) {
        run.path.push(index);
        one(value[index] as JsonValue, run);
        run.path.pop();
      }
    }
    run.path.pop();
  };
}

/** Check of a key whose values are primitives; their extensions stand under the same key with an underscore. */
export function primitiveMember(
  element: ElementDefinition,
  key: string,
  check: PrimitiveCheck,
  rules: readonly ValueRule[],
): MemberCheck {
  const one = (value: JsonValue, container: object, at: string | number, run: ValidationRun) => {
    const rule = check(value, container, at, run);
    if (rule !== undefined) fault(run, typeof value === 'object' ? 'structure' : 'value', `The value ${rule}.`);
    else for (const valueRule of rules) valueRule(value, run);
  };
  const { name } = element;
  if (!element.isArray) {
    return (value, object, run) => {
      run.path.push(name);
      if (value === null) fault(run, 'structure', noNull);
      else if (Array.isArray(value)) fault(run, 'structure', wantsSingle);
      else one(value, object, key, run);
      run.path.pop();
    };
  }
  const sibling = `_${key}`;
  return (value, object, run) => {
    run.path.push(name);
    if (!Array.isArray(value)) fault(run, 'structure', wantsArray);
    else if (value.length === 0) fault(run, 'structure', noEmptyArray);
    else {
      for (let index = 0; index < value.length; index += 1) {
        const item = value[index] as JsonValue;
        if (item === null) {
          const beside = object[sibling];
          if (!Array.isArray(beside) || !isJsonObject(beside[index])) fault(run, 'structure', noNull, index);
          continue;
        }
        run.path.push(index);
        one(item, value, index, run);
        run.path.pop();
      }
    }
    run.path.pop();
  };
}

/** Check of the underscore key beside a primitive: the id and extensions of its value. */
export function primitiveExtensionMember(element: ElementDefinition, key: string, check: ObjectCheck): MemberCheck {
  const checkItem = (item: JsonValue, value: JsonValue | undefined, run: ValidationRun) => {
    if (isJsonObject(item)) {
      check(item, run);
      if (item.extension === undefined && (value === undefined || value === null)) fault(run, 'invariant', onlyId);
    } else if (item !== null || !element.isArray) fault(run, 'structure', wantsObject);
    else if (value === undefined || value === null) fault(run, 'structure', noNull);
  };
  if (!element.isArray) {
    return (value, object, run) => {
      run.path.push(element.name);
      checkItem(value, object[key], run);
      run.path.pop();
    };
  }
  return (value, object, run) => {
    run.path.push(element.name);
    const values = object[key];
    if (!Array.isArray(value)) fault(run, 'structure', wantsArray);
    else if (value.length === 0) fault(run, 'structure', noEmptyArray);
    else {
      for (let index = 0; index < value.length; index += 1) {
        run.path.push(index);
        checkItem(value[index] as JsonValue, Array.isArray(values) ? values[index] : undefined, run);
        run.path.pop();
      }
    }
    run.path.pop();
  };
}
