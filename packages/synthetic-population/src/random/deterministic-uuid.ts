import { hashText } from './hash-text.ts';

const hexadecimal = (word: number): string => word.toString(16).padStart(8, '0');

/**
 * A UUID that depends on a name alone, in the layout of RFC 9562 version 8 (made by our own rule), so it is also a
 * valid FHIR id.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#section-5.8
 */
export function deterministicUuid(name: string): string {
  const [first, second, third, fourth] = hashText(name);
  const middle = hexadecimal(((second & 0xffff_0fff) | 0x0000_8000) >>> 0);
  const variant = hexadecimal(((third & 0x3fff_ffff) | 0x8000_0000) >>> 0);
  return `${hexadecimal(first)}-${middle.slice(0, 4)}-${middle.slice(4)}-${variant.slice(0, 4)}-${variant.slice(4)}${hexadecimal(fourth)}`;
}
