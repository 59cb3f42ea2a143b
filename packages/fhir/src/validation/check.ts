import type { JsonObject, JsonValue } from '../json/json-value.ts';
import type { ValidationRun } from './validation-run.ts';

/** Checks the members of an object that has the right type in JSON; the path already leads to the object. */
export type ObjectCheck = (object: JsonObject, run: ValidationRun) => void;

/**
 * Checks the value of a primitive that is neither null nor missing; returns the rule it breaks, or undefined.
 *
 * `container` and `key` are where the value stands, for its digits.
 */
export type PrimitiveCheck = (
  value: JsonValue,
  container: object,
  key: string | number,
  run: ValidationRun,
) => string | undefined;

/** An additional rule of an element's value. */
export type ValueRule = (value: JsonValue, run: ValidationRun) => void;

/** Gives the check of a type; types refer to each other in circles, so it is looked up when first needed. */
export interface CheckCompiler {
  /** Also compiles what is no more than advice. */
  readonly advice: boolean;
  /** Check of a resource type, data type or nested element. */
  objectCheck(type: string): ObjectCheck;
  /** Check of an object whose type is named by its own `resourceType`. */
  readonly resourceCheck: ObjectCheck;
  /** The same for a contained resource. */
  readonly containedCheck: ObjectCheck;
}
