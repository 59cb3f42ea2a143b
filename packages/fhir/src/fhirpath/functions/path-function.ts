import type { Items } from '../item.ts';
import type { Scope, Step } from '../scope.ts';

/** A call to compile. */
export interface CallTask {
  /** What the function is called on. */
  readonly target: Step;
  /** Compiled parameters; evaluated in the scope of the call unless the function goes through items. */
  readonly parameters: readonly Step[];
}

/** A function of FHIRPath: how many parameters it takes, and how a call becomes a step. */
export interface PathFunction {
  readonly least: number;
  readonly most: number;
  readonly compile: (task: CallTask) => Step;
}

/** A function of the collection alone. */
export function ofItems(compute: (items: Items) => Items): PathFunction {
  return {
    least: 0,
    most: 0,
    compile:
      ({ target }) =>
      (scope) =>
        compute(target(scope)),
  };
}

/** A function of the collection and of parameters evaluated where the call stands; one that is left out is an empty collection. */
export function ofItemsAnd(
  least: number,
  most: number,
  compute: (items: Items, first: Items, second: Items, scope: Scope) => Items,
): PathFunction {
  const none: Step = () => [];
  return {
    least,
    most,
    compile: ({ target, parameters: [first = none, second = none] }) => {
      return (scope) => compute(target(scope), first(scope), second(scope), scope);
    },
  };
}
