import { distinctItems, includesItem } from '../equality.ts';
import { type FhirPathItem, type Items, noItems } from '../item.ts';
import { itemScope, type Scope, type Step } from '../scope.ts';
import { condition, singleton, singletonNumber } from '../singleton.ts';
import { ofItems, ofItemsAnd, type PathFunction } from './path-function.ts';

const nothing: Step = () => noItems;

/** A function that goes through the items with its first parameter. */
function through(collect: (scope: Scope, items: Items, each: Step) => Items): PathFunction {
  return {
    least: 1,
    most: 1,
    compile: ({ target, parameters: [each = nothing] }) => {
      return (scope) => {
        const items = target(scope);
        return items.length === 0 ? noItems : collect(scope, items, each);
      };
    },
  };
}

function project(scope: Scope, items: Items, each: Step): Items {
  return items.flatMap((item, index) => each(itemScope(scope, [item], index)));
}

/** http://hl7.org/fhirpath/N1/#filtering-and-projection, #subsetting and #combining */
export const filteringFunctions: Readonly<Record<string, PathFunction>> = {
  where: through((scope, items, each) =>
    items.filter((item, index) => condition(each(itemScope(scope, [item], index))) === true),
  ),
  select: through(project),
  repeat: through((scope, items, each) => {
    const found: FhirPathItem[] = [];
    let level = project(scope, items, each);
    while (level.length > 0) {
      const fresh = distinctItems(level).filter((item) => !includesItem(found, item));
      found.push(...fresh);
      level = project(scope, fresh, each);
    }
    return found;
  }),
  aggregate: {
    least: 1,
    most: 2,
    compile: ({ target, parameters: [each = nothing, initial = nothing] }) => {
      return (scope) => {
        let total = initial(scope);
        for (const [index, item] of target(scope).entries()) total = each({ ...scope, self: [item], index, total });
        return total;
      };
    },
  },
  single: ofItems((items) => {
    const item = singleton(items);
    return item ? [item] : noItems;
  }),
  first: ofItems((items) => items.slice(0, 1)),
  last: ofItems((items) => items.slice(-1)),
  tail: ofItems((items) => items.slice(1)),
  skip: ofItemsAnd(1, 1, (items, count) => items.slice(Math.max(0, singletonNumber(count) ?? 0))),
  take: ofItemsAnd(1, 1, (items, count) => items.slice(0, Math.max(0, singletonNumber(count) ?? 0))),
  intersect: ofItemsAnd(1, 1, (items, other) => distinctItems(items.filter((item) => includesItem(other, item)))),
  exclude: ofItemsAnd(1, 1, (items, other) => items.filter((item) => !includesItem(other, item))),
  union: ofItemsAnd(1, 1, (items, other) => distinctItems([...items, ...other])),
  combine: ofItemsAnd(1, 1, (items, other) => [...items, ...other]),
  iif: {
    least: 2,
    most: 3,
    compile: ({ target, parameters: [criterion = nothing, yes = nothing, no = nothing] }) => {
      return (scope) => {
        const inner = itemScope(scope, target(scope), scope.index);
        return condition(criterion(inner)) === true ? yes(inner) : no(inner);
      };
    },
  },
};
