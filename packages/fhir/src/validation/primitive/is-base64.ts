const alphabet = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

/** True for base64 as RFC 4648 section 4 writes it, padded; white space may stand anywhere before the padding. */
export function isBase64(text: string): boolean {
  if (!alphabet.test(text)) return false;
  const length = /\s/.test(text) ? text.replaceAll(/\s/g, '').length : text.length;
  return length > 0 && length % 4 === 0;
}
