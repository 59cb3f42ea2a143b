/** A resource as parsed JSON. */
export interface OracleResource {
  readonly resourceType: string;
  readonly id: string;
  readonly [element: string]: unknown;
}

/** The fields of a JSON object; of anything else, none. */
export function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** The text of a JSON string; of anything else, none. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The items of an array; of one value, itself. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}
