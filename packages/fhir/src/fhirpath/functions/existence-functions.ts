import { distinctItems, includesItem } from '../equality.ts';
import { booleanItems, type Items, integerItems } from '../item.ts';
import { itemScope, type Step } from '../scope.ts';
import { condition } from '../singleton.ts';
import { ofItems, ofItemsAnd, type PathFunction } from './path-function.ts';

/** http://hl7.org/fhirpath/N1/#existence */
export const existenceFunctions: Readonly<Record<string, PathFunction>> = {
  empty: ofItems((items) => booleanItems(items.length === 0)),
  not: ofItems((items) => {
    const value = condition(items);
    return booleanItems(value === undefined ? undefined : !value);
  }),
  exists: {
    least: 0,
    most: 1,
    compile: ({ target, parameters: [criterion] }) => {
      if (!criterion) return (scope) => booleanItems(target(scope).length > 0);
      const some = someItem(criterion, true);
      return (scope) => booleanItems(some(scope, target(scope)));
    },
  },
  all: {
    least: 1,
    most: 1,
    compile: ({ target, parameters: [criterion = () => [] as Items] }) => {
      const some = someItem(criterion, false);
      return (scope) => booleanItems(!some(scope, target(scope)));
    },
  },
  allTrue: ofItems((items) => booleanItems(items.every((item) => item.value === true))),
  anyTrue: ofItems((items) => booleanItems(items.some((item) => item.value === true))),
  allFalse: ofItems((items) => booleanItems(items.every((item) => item.value === false))),
  anyFalse: ofItems((items) => booleanItems(items.some((item) => item.value === false))),
  subsetOf: ofItemsAnd(1, 1, (items, other) => booleanItems(items.every((item) => includesItem(other, item)))),
  supersetOf: ofItemsAnd(1, 1, (items, other) => booleanItems(other.every((item) => includesItem(items, item)))),
  count: ofItems((items) => integerItems(items.length)),
  distinct: ofItems(distinctItems),
  isDistinct: ofItems((items) => booleanItems(distinctItems(items).length === items.length)),
};

/** Whether for some item the criterion is true (or, with `wanted` false, is anything else). */
function someItem(criterion: Step, wanted: boolean): (scope: Parameters<Step>[0], items: Items) => boolean {
  return (scope, items) =>
    items.some((item, index) => (condition(criterion(itemScope(scope, [item], index))) === true) === wanted);
}
