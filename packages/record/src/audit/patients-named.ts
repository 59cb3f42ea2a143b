const written = /Patient\\?\/([A-Za-z0-9.-]{1,64})(?=["/#|\\])/g;

/**
 * Logical ids of the patients that a resource's text refers to. Compartments do not tell them all: R4 puts neither Task nor Device into a
 * patient's, and a List or a Group into that of some only.
 *
 * @param baseUrl - of this record, which absolute references to its own patients begin with.
 */
export function patientsNamed(text: string, baseUrl: string): readonly string[] {
  if (!text.includes('Patient')) return [];
  const ids = new Set<string>();
  for (const match of text.matchAll(written)) {
    const [, id = ''] = match;
    if (!ids.has(id) && isLocal(text, match.index, baseUrl)) ids.add(id);
  }
  return [...ids];
}

/** Whether what begins there is a whole value, or stands behind this record's address; JSON may escape every slash. */
function isLocal(text: string, index: number, baseUrl: string): boolean {
  if (text[index - 1] === '"') return true;
  const from = text.lastIndexOf('"', index) + 1;
  if (from === 0 || index - from > 2 * baseUrl.length + 2) return false;
  return text.slice(from, index).replaceAll('\\', '') === `${baseUrl}/`;
}
