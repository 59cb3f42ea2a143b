import { codeListOf, type ElementDefinition } from '@baseplate-epr/fhir';
import type { SeededRandom } from './seeded-random.ts';

/** A number by its digits; see {@link withDigits}. */
export function digits(text: string): string {
  return `#number:${text}`;
}

/** JSON text in which {@link digits} stand as numbers. */
export function withDigits(value: object): string {
  return JSON.stringify(value).replace(/"#number:([^"]+)"/g, '$1');
}

/** Decimals as people and machines write them. */
export const decimals: readonly string[] = [
  '1.00',
  '0.0',
  '-0.10',
  '1e3',
  '1.50E-7',
  '12345678901234567890.123456789',
  '0.30000000000000004',
  '-273.15000',
  '98.6',
  '100',
  '0.000000000000000000001',
];

const values: Readonly<Record<string, readonly (string | boolean)[]>> = {
  boolean: [true, false],
  integer: [digits('0'), digits('-7'), digits('2147483647')],
  positiveInt: [digits('1'), digits('42')],
  unsignedInt: [digits('0'), digits('42')],
  decimal: decimals.map(digits),
  string: ['Ärztin “quoted” \\ /', 'line one\nline two', '𝒳 and 日本語', 'x'],
  markdown: ['**bold** <b>not html</b>\n\n- item', 'x'],
  code: ['text/plain', 'GBP', 'a-code'],
  uri: ['http://example.org/a?b=c&d=%20', 'urn:x:y'],
  url: ['https://example.org/a', 'mailto:a@example.org'],
  canonical: ['http://example.org/ValueSet/a|1.0'],
  oid: ['urn:oid:1.2.840.113619.2.1'],
  uuid: ['urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7'],
  id: ['a-1.B'],
  date: ['2026', '2026-02', '2026-02-28'],
  dateTime: ['2026', '2026-02', '2026-02-28', '2026-02-28T23:59:59.123456+14:00', '2026-02-28T00:00:00Z'],
  time: ['00:00:00', '23:59:59.999'],
  instant: ['2026-02-28T12:00:00.000Z', '2026-02-28T12:00:00-05:00'],
  base64Binary: ['aGVsbG8=', ''],
  xhtml: ['<div xmlns="http://www.w3.org/1999/xhtml"><p>A &amp; B &#8211; <i>c</i></p></div>'],
};

/** A value of a primitive type; a code of the element's value set where R4 lists them. */
export function primitiveValue(type: string, { valueSet }: Pick<ElementDefinition, 'valueSet'>, random: SeededRandom) {
  const list = valueSet === undefined ? undefined : codeListOf(valueSet);
  if (list !== undefined) return random.pick([...list.values()].flatMap((codes) => [...codes]));
  // Those are bound to currencies or to media types.
  if (valueSet !== undefined)
    return random.pick(valueSet.endsWith('currencies') ? ['GBP'] : ['text/plain', 'image/png']);
  return random.pick((values[type] ?? ['x']).filter((value) => value !== ''));
}

/** A Coding of the element's value set; `undefined` if R4 does not list its codes. */
export function codingOf({ valueSet }: Pick<ElementDefinition, 'valueSet'>, random: SeededRandom) {
  const list = valueSet === undefined ? undefined : codeListOf(valueSet);
  if (list === undefined) return undefined;
  const [system, codes] = random.pick([...list]);
  return { system, code: random.pick([...codes]) };
}
