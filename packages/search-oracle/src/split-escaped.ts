/** Splits at a separator that no backslash precedes; {@link unescaped} takes the backslashes away: https://hl7.org/fhir/R4/search.html#escaping. */
export function splitEscaped(value: string, separator: ',' | '$' | '|'): readonly string[] {
  const parts = [''];
  for (let at = 0; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === '\\' && at + 1 < value.length) {
      parts[parts.length - 1] += character + value.charAt(at + 1);
      at += 1;
    } else if (character === separator) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** A value without its escapes. */
export function unescaped(value: string): string {
  return value.replace(/\\([,$|\\])/g, '$1');
}
