/** One item of a FHIRPath collection. */
export interface FhirPathItem {
  /** FHIR type (`Quantity`, `code`, `Observation.component`), or `System.Boolean` and the like for computed values. */
  readonly type: string;
  /** As in the JSON; undefined for a primitive that has extensions but no value. */
  readonly value: unknown;
  /** For a primitive: the object beside it (`_birthDate`), with its id and extensions. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A collection; never changed once made. */
export type Items = readonly FhirPathItem[];

/** The empty collection. */
export const noItems: Items = [];

const yes: Items = [{ type: 'System.Boolean', value: true }];
const no: Items = [{ type: 'System.Boolean', value: false }];

/** A boolean as a collection; undefined is empty. */
export function booleanItems(value: boolean | undefined): Items {
  return value === undefined ? noItems : value ? yes : no;
}

/** A string as a collection. */
export function stringItems(value: string): Items {
  return [{ type: 'System.String', value }];
}

/** A whole number as a collection. */
export function integerItems(value: number): Items {
  return [{ type: 'System.Integer', value }];
}

/** A number as a collection: an Integer if it has no fraction and `decimal` is not set. */
export function numberItems(value: number, decimal = false): Items {
  if (!Number.isFinite(value)) return noItems;
  return [{ type: !decimal && Number.isInteger(value) ? 'System.Integer' : 'System.Decimal', value }];
}
