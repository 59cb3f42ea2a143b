/** Comparison prefixes: https://hl7.org/fhir/R4/search.html#prefix. */
export type ValuePrefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';

const prefixed = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)(.*)$/s;

/** Parts the prefix from a value; without one it is `eq`. */
export function splitPrefix(value: string): { readonly prefix: ValuePrefix; readonly rest: string } {
  const parts = prefixed.exec(value);
  if (!parts) return { prefix: 'eq', rest: value };
  return { prefix: parts[1] as ValuePrefix, rest: parts[2] ?? '' };
}
