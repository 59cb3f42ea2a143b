import { isJsonObject, type JsonValue } from './json-value.ts';
import { noSourceDigits, type SourceDigits } from './source-digits.ts';

/** How {@link writeJson} writes. */
export interface WriteJsonOptions {
  /** Two spaces of indentation and one member a line; default false. */
  readonly pretty?: boolean;
}

/**
 * Writes a JSON value; numbers keep the digits they were read with.
 *
 * Containers that were copied lose their digits: build subsets by writing the original objects with other keys left out
 * (see {@link WriteJsonOptions}), or give a `digits` that knows the copies.
 */
export function writeJson(
  value: JsonValue,
  digits: SourceDigits = noSourceDigits,
  options: WriteJsonOptions = {},
): string {
  return write(value, undefined, digits, options.pretty === true ? '\n' : '');
}

function write(value: JsonValue, written: string | undefined, digits: SourceDigits, lineBreak: string): string {
  if (typeof value === 'number') return written ?? JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = lineBreak === '' ? '' : `${lineBreak}  `;
  const colon = lineBreak === '' ? ':' : ': ';
  const member = (child: JsonValue, key: string | number) =>
    write(child, typeof child === 'number' ? digits.digitsOf(value, key) : undefined, digits, inner);
  const members = isJsonObject(value)
    ? Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}${colon}${member(child, key)}`)
    : value.map(member);
  const [open, close] = isJsonObject(value) ? '{}' : '[]';
  return members.length === 0 ? `${open}${close}` : `${open}${inner}${members.join(`,${inner}`)}${lineBreak}${close}`;
}
