import { compareItems } from './compare.ts';
import { distinctItems, equalItems, equivalentItems, includesItem } from './equality.ts';
import { evaluationError } from './evaluation-error.ts';
import { booleanItems, type Items, integerItems, noItems, numberItems, stringItems } from './item.ts';
import type { Step } from './scope.ts';
import { condition, singleton, singletonText } from './singleton.ts';
import type { BinaryOperator } from './syntax.ts';

type Operate = (left: Items, right: Items) => Items;

/** Compiles a binary operator. */
export function binaryStep(operator: BinaryOperator, left: Step, right: Step): Step {
  if (operator === 'and') return shortcut(left, right, false, (a, b) => (b === false ? false : a && b));
  if (operator === 'or')
    return shortcut(left, right, true, (a, b) => (b === true ? true : a === false ? b : undefined));
  if (operator === 'implies') return impliesStep(left, right);
  const operate = operators[operator];
  return (scope) => operate(left(scope), right(scope));
}

/** `and` and `or`: a left side equal to `decided` settles the matter; otherwise the three values of logic are combined. */
function shortcut(
  left: Step,
  right: Step,
  decided: boolean,
  combine: (left: boolean | undefined, right: boolean | undefined) => boolean | undefined,
): Step {
  return (scope) => {
    const a = condition(left(scope));
    return booleanItems(a === decided ? decided : combine(a, condition(right(scope))));
  };
}

function impliesStep(left: Step, right: Step): Step {
  return (scope) => {
    const a = condition(left(scope));
    if (a === false) return booleanItems(true);
    const b = condition(right(scope));
    return booleanItems(a === true || b === true ? b : undefined);
  };
}

const operators: Readonly<Record<Exclude<BinaryOperator, 'and' | 'or' | 'implies'>, Operate>> = {
  '=': (left, right) => booleanItems(equalItems(left, right)),
  '!=': (left, right) => booleanItems(negated(equalItems(left, right))),
  '~': (left, right) => booleanItems(equivalentItems(left, right)),
  '!~': (left, right) => booleanItems(!equivalentItems(left, right)),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  '|': (left, right) => distinctItems(left.length === 0 ? right : [...left, ...right]),
  in: (left, right) => memberOf(left, right),
  contains: (left, right) => memberOf(right, left),
  xor: (left, right) => {
    const [a, b] = [condition(left), condition(right)];
    return booleanItems(a === undefined || b === undefined ? undefined : a !== b);
  },
  '&': (left, right) => stringItems((singletonText(left) ?? '') + (singletonText(right) ?? '')),
  '+': (left, right) => {
    const [a, b] = [singleton(left)?.value, singleton(right)?.value];
    return typeof a === 'string' && typeof b === 'string' ? stringItems(a + b) : numeric((x, y) => x + y)(left, right);
  },
  '-': numeric((a, b) => a - b),
  '*': numeric((a, b) => a * b),
  '/': numeric((a, b) => a / b, true),
  div: numeric((a, b) => Math.trunc(a / b)),
  mod: numeric((a, b) => a % b),
};

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function ordered(accept: (order: number) => boolean): Operate {
  return (left, right) => {
    const [a, b] = [singleton(left), singleton(right)];
    const order = a && b && compareItems(a, b);
    return booleanItems(order === undefined ? undefined : accept(order));
  };
}

function memberOf(left: Items, right: Items): Items {
  const item = singleton(left);
  return item === undefined ? noItems : booleanItems(includesItem(right, item));
}

/** Arithmetic; division by zero is empty. Twelve significant digits hide the noise of binary fractions. */
function numeric(compute: (left: number, right: number) => number, decimal = false): Operate {
  return (left, right) => {
    const [a, b] = [singleton(left), singleton(right)];
    if (a?.value === undefined || b?.value === undefined) return noItems;
    if (typeof a.value !== 'number' || typeof b.value !== 'number') {
      throw evaluationError('arithmetic was done on something that is no number.');
    }
    const result = compute(a.value, b.value);
    if (!Number.isFinite(result)) return noItems;
    if (!decimal && Number.isInteger(a.value) && Number.isInteger(b.value)) return integerItems(result);
    return numberItems(Number(result.toPrecision(12)), decimal);
  };
}
