const sources = new WeakMap<object, Map<string, string>>();

/** A number that `JSON.parse` would not give back as written: trailing zeros, an exponent, or more digits than it holds. */
const needsSource = /\d\.\d*0(?!\d)|\d[eE][+-]?\d|\d{16}/;

/** Parses FHIR JSON and remembers the digits of every number that JavaScript would change. */
export function parseExactly(text: string): unknown {
  if (!needsSource.test(text)) return JSON.parse(text);
  return JSON.parse(text, function (this: object, key: string, value: unknown, context?: { readonly source?: string }) {
    if (typeof value === 'number' && context?.source !== undefined && context.source !== String(value)) {
      const known = sources.get(this) ?? new Map<string, string>();
      known.set(key, context.source);
      sources.set(this, known);
    }
    return value;
  });
}

/**
 * A number of a resource read by this client, with the digits it was stored with: `exactNumber(quantity, 'value')` is `"1.00"`
 * where `quantity.value` is 1. `undefined` if there is no number.
 */
export function exactNumber<Holder extends object>(holder: Holder, key: keyof Holder & string): string | undefined {
  const value: unknown = holder[key];
  if (typeof value !== 'number') return undefined;
  return sources.get(holder)?.get(key) ?? String(value);
}
