import type { Items } from './item.ts';

/** What does not change during an evaluation. */
export interface Environment {
  /** `%context`. */
  readonly context: Items;
  /** `%resource`. */
  readonly resource: object | undefined;
  /** `%rootResource`, which holds the contained resources. */
  readonly rootResource: object | undefined;
  /** Further constants by name. */
  readonly constants: ReadonlyMap<string, Items> | undefined;
  /** The time in milliseconds since 1970, for `now()`. */
  readonly now: number | undefined;
  /** Finds the resource a reference points at; without it, `resolve()` knows the type alone. */
  readonly resolve: ((reference: string) => object | undefined) | undefined;
}

/** Where an expression is being evaluated. */
export interface Scope {
  readonly environment: Environment;
  /** `$this`; paths begin here. */
  readonly self: Items;
  readonly index: number;
  /** `$total` of an aggregate. */
  readonly total: Items;
}

/** A compiled expression. */
export type Step = (scope: Scope) => Items;

/** The scope for one item of a collection. */
export function itemScope(scope: Scope, self: Items, index: number): Scope {
  return { environment: scope.environment, self, index, total: scope.total };
}
