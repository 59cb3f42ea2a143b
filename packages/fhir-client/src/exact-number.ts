const sources = new WeakMap<object, Map<string, string>>();

/** A number that `JSON.parse` would not give back as written: trailing zeros, an exponent, or more digits than it holds. */
const needsSource = /\d\.\d*0(?!\d)|\d[eE][+-]?\d|\d{16}/;

/** Parses FHIR JSON and remembers the digits of every number that JavaScript would change. */
export function parseExactly(text: string): unknown {
  if (!needsSource.test(text)) return JSON.parse(text);
  return JSON.parse(text, function (this: object, key: string, value: unknown, context?: { readonly source?: string }) {
    if (typeof value === 'number' && context?.source !== undefined && context.source !== String(value)) {
      remember(this, key, context.source);
    }
    return value;
  });
}

/** The opposite of {@link parseExactly}: writes every number with the digits remembered for it. */
export function stringifyExactly(value: unknown): string {
  return JSON.stringify(value, function (this: object, key: string, item: unknown) {
    const source = sourceOf(this, key, item);
    return source === undefined ? item : rawNumber(source);
  });
}

/**
 * A number of a resource read by this client, with the digits it was stored with: `exactNumber(quantity, 'value')` is `"1.00"`
 * where `quantity.value` is 1. `undefined` if there is no number.
 */
export function exactNumber<Holder extends object>(holder: Holder, key: keyof Holder & string): string | undefined {
  const value: unknown = holder[key];
  if (typeof value !== 'number') return undefined;
  return sourceOf(holder, key, value) ?? String(value);
}

/**
 * Makes an object whose number is sent with exactly these digits: `withDigits({ unit: '°C' }, 'value', '37.0')`. FHIR counts
 * the digits of a decimal as its precision (https://hl7.org/fhir/R4/datatypes.html#decimal).
 *
 * @throws RangeError if `digits` is not a JSON number
 */
export function withDigits<Holder extends object, Key extends string>(
  holder: Holder,
  key: Key,
  digits: string,
): Holder & Record<Key, number> {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(digits)) {
    throw new RangeError('These digits are not a JSON number. Write them like 37.0.');
  }
  const number: Record<string, number> = { [key]: Number(digits) };
  const made = Object.assign({ ...holder }, number as Record<Key, number>);
  remember(made, key, digits);
  return made;
}

/**
 * A copy of something read by this client in which each number whose digits JavaScript would change is a string with those digits
 * (`"1.00"`), for whatever writes numbers for people. Other values are the same.
 */
export function withExactDigits(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withExactDigits);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, sourceOf(value, key, item) ?? withExactDigits(item)] as const),
  );
}

/** The digits remembered for a number, unless it has been changed since: then they are those of another one. */
function sourceOf(holder: object, key: string, value: unknown): string | undefined {
  const source = sources.get(holder)?.get(key);
  return source !== undefined && Number(source) === value ? source : undefined;
}

function remember(holder: object, key: string, source: string): void {
  const known = sources.get(holder) ?? new Map<string, string>();
  known.set(key, source);
  sources.set(holder, known);
}

/** ECMAScript's JSON.rawJSON, which the type library does not know yet; where it is missing, the number without its digits. */
function rawNumber(source: string): unknown {
  const rawJson: unknown = Reflect.get(JSON, 'rawJSON');
  return typeof rawJson === 'function' ? rawJson(source) : Number(source);
}
