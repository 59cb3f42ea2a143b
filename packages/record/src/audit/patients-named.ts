const named = 'Patient';
/** Most characters of an id. */
const longestId = 64;

/**
 * Adds the logical ids of the patients that a resource's text refers to: `Patient/` or, as JSON may write it, `Patient\/`, then an id up to the
 * end of the value or of this part of it. Compartments do not tell them all: R4 puts neither Task nor Device into a patient's, and a List or a
 * Group into that of some only.
 *
 * @param baseUrl - of this record, which absolute references to its own patients begin with.
 */
export function addPatientsNamed(ids: Set<string>, text: string, baseUrl: string): void {
  let at = text.indexOf(named);
  while (at >= 0) {
    const start = idStart(text, at + named.length);
    const end = start < 0 ? -1 : idEnd(text, start);
    if (end >= 0) {
      const id = text.slice(start, end);
      if (!ids.has(id) && isLocal(text, at, baseUrl)) ids.add(id);
    }
    at = text.indexOf(named, end < 0 ? at + named.length : end);
  }
}

/** Behind the slash, which may be escaped; -1 if there is none. */
function idStart(text: string, at: number): number {
  const slash = text.charCodeAt(at) === 0x5c ? at + 1 : at;
  return text.charCodeAt(slash) === 0x2f ? slash + 1 : -1;
}

/** Where an id that begins there ends: before a quote, slash, number sign, bar or backslash. -1 if there is none. */
function idEnd(text: string, start: number): number {
  let end = start;
  while (isIdCharacter(text.charCodeAt(end))) end += 1;
  const length = end - start;
  return length > 0 && length <= longestId && '"/#|\\'.includes(text.charAt(end) || ' ') ? end : -1;
}

/** A letter, a digit, a hyphen or a dot. */
function isIdCharacter(code: number): boolean {
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e;
}

/** Whether what begins there is a whole value, or stands behind this record's address; JSON may escape every slash. */
function isLocal(text: string, index: number, baseUrl: string): boolean {
  if (text[index - 1] === '"') return true;
  const from = text.lastIndexOf('"', index) + 1;
  if (from === 0 || index - from > 2 * baseUrl.length + 2) return false;
  return text.slice(from, index).replaceAll('\\', '') === `${baseUrl}/`;
}
