import type { JsonObject, JsonValue } from '../json/json-value.ts';
import type { ValidationRun } from '../validation/validation-run.ts';

/** One value of an element. */
export interface Item {
  /** Undefined for a primitive that has extensions only. */
  readonly value: JsonValue | undefined;
  /** For a primitive: the object beside it, with its id and extensions. */
  readonly extra: JsonObject | undefined;
  /** The type it has here; for a resource its own, for a nested element the path that defines it. */
  readonly type: string;
}

/** Checks one value; the path leads to it. */
export type ItemCheck = (item: Item, run: ValidationRun) => void;
