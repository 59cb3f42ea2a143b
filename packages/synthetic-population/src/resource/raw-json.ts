/** A number whose digits are already written, so that a potassium of 4.0 stays `4.0`. Made by {@link decimal} only. */
export interface RawJson {
  readonly rawJSON: string;
}

declare global {
  interface JSON {
    /** Source text that `JSON.stringify` writes as it is (ECMAScript JSON.parse source text access, in Node 22). */
    rawJSON(text: string): RawJson;
  }
}

/**
 * A number with a fixed count of digits after the point, as the laboratory reports it.
 *
 * FHIR says that the digits of a decimal are significant: https://hl7.org/fhir/R4/datatypes.html#decimal
 */
export function decimal(value: number, places: number): number | RawJson {
  const text = value.toFixed(places);
  return String(Number(text)) === text ? Number(text) : JSON.rawJSON(text);
}
