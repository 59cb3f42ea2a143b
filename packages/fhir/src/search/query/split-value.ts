/**
 * Splits a value at a separator that is not escaped (https://hl7.org/fhir/R4/search.html#escaping). The parts keep their escapes,
 * so that they can be split again by another separator; {@link unescapeValue} takes them away at last.
 */
export function splitValue(value: string, separator: ',' | '$' | '|'): readonly string[] {
  if (!value.includes(separator)) return [value];
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === '\\') at += 1;
    else if (value[at] === separator) {
      parts.push(value.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(value.slice(start));
  return parts;
}

/** Takes away the escapes of `\,`, `\|`, `\$` and `\\`; any other backslash stands for itself. */
export function unescapeValue(value: string): string {
  return value.includes('\\') ? value.replace(/\\([,|$\\])/g, '$1') : value;
}

/** Escapes text so that it is one value: the reverse of {@link unescapeValue}. */
export function escapeValue(text: string): string {
  return text.replace(/[,|$\\]/g, '\\$&');
}
