import { numberSources } from './number-sources.ts';

const sources = new WeakMap<object, Map<string, string>>();

/**
 * Where a number may stand that `JSON.parse` would not give back as written: trailing zeros, an exponent or what JavaScript writes with one,
 * more digits than it holds, or a negative zero. Only where a number can begin, since ids and times hold such digits everywhere.
 */
const needsSource = /(?:"\s*:|[[,])\s*-?(?:\d+\.\d*0(?!\d)|\d+(?:\.\d+)?[eE]|[\d.]{16}|0\.0{6}|(?<=-)0(?![\d.]))/;

/** Parses FHIR JSON and remembers the digits of every number that JavaScript would change. */
export function parseExactly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!needsSource.test(text)) return value;
  const written = numberSources(text);
  // What stands in words may look like such a number.
  if (written.every((source) => String(Number(source)) === source)) return value;
  return rememberInOrder(value, written, { next: 0 }) ? value : parseByReviver(text);
}

/**
 * Matches the numbers of a parsed value with those of its text, which come in the same order.
 *
 * @returns false if they do not match: a key like `"1"` or given twice has changed the order
 */
function rememberInOrder(holder: unknown, written: readonly string[], place: { next: number }): boolean {
  if (typeof holder !== 'object' || holder === null) return true;
  for (const key of Object.keys(holder)) {
    const item: unknown = Reflect.get(holder, key);
    if (typeof item === 'number') {
      const source = written[place.next];
      place.next += 1;
      if (source === undefined || Number(source) !== item) return false;
      if (source !== String(item)) remember(holder, key, source);
    } else if (!rememberInOrder(item, written, place)) return false;
  }
  return true;
}

function parseByReviver(text: string): unknown {
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
 * Something read by this client in which each number whose digits JavaScript would change is a string with those digits (`"1.00"`), for
 * whatever writes numbers for people. What holds such a number is copied; all else, and nearly always that is most of it, is the same object.
 */
export function withExactDigits(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(withExactDigits);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  let changed: Map<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const item: unknown = Reflect.get(value, key);
    const exact = typeof item === 'number' ? (sourceOf(value, key, item) ?? item) : withExactDigits(item);
    if (exact === item) continue;
    changed ??= new Map();
    changed.set(key, exact);
  }
  if (changed === undefined) return value;
  const exact = changed;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, exact.get(key) ?? item] as const));
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
