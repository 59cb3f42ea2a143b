import type { Items } from './item.ts';

/** What an expression is evaluated on. */
export interface EvaluateOptions {
  /** The resource, element or primitive, as parsed JSON; `%context` and the start of every path. */
  readonly value: unknown;
  /** Its FHIR type, for a nested element its path (`Patient.contact`). */
  readonly type: string;
  /** For a primitive: the object beside it (`_birthDate`). */
  readonly extra?: object;
  /** `%resource`; default: `value` if it is a resource. */
  readonly resource?: object;
  /** `%rootResource`, when `resource` is contained in it; default: `resource`. */
  readonly rootResource?: object;
  /** Milliseconds since 1970, for `now()` and `today()`; without it they are errors. Times are in UTC. */
  readonly now?: number;
  /** Finds the resource at the end of a reference; without it `resolve()` knows no more than the type. */
  readonly resolve?: (reference: string) => object | undefined;
  /** Further constants by name, without `%`. */
  readonly constants?: ReadonlyMap<string, Items>;
}
