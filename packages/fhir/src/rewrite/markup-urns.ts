import type { TextEdit } from '../json/splice-text.ts';

const attribute = /(?<before>\b(?:href|src)\s*=\s*["']|\]\(\s*<?)(?<urn>urn:(?:uuid|oid):[0-9A-Za-z.-]+)/g;

/**
 * Edits for the URNs that links and images point at, in the XHTML or markdown of one JSON string.
 *
 * @param raw - the JSON text of the string, quotes included.
 * @param offset - where `raw` starts in the whole text; the edits count from there.
 */
export function markupUrnEdits(
  raw: string,
  offset: number,
  rewrite: (value: string) => string | undefined,
): readonly TextEdit[] {
  if (!raw.includes('urn:') && !raw.includes('\\u')) return [];
  const { decoded, starts } = decodeWithOffsets(raw);
  return [...decoded.matchAll(attribute)].flatMap((match) => {
    const { before = '', urn = '' } = match.groups ?? {};
    const replacement = rewrite(urn);
    if (replacement === undefined || replacement === urn) return [];
    const from = match.index + before.length;
    const start = starts[from];
    const end = starts[from + urn.length];
    if (start === undefined || end === undefined) return [];
    return [
      { start: offset + start, end: offset + end, replacement: JSON.stringify(escapeMarkup(replacement)).slice(1, -1) },
    ];
  });
}

/** A reference may hold `&`, as conditional ones do; inside an attribute it is written as an entity. */
function escapeMarkup(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;').replaceAll('<', '&lt;');
}

/** The string's value, and for each of its code units (and its end) the offset in `raw` where it is written. */
function decodeWithOffsets(raw: string): { decoded: string; starts: readonly number[] } {
  const starts: number[] = [];
  const tokens = raw.slice(1, -1).match(/\\u[0-9A-Fa-f]{4}|\\.|[^\\]/gs) ?? [];
  let at = 1;
  let decoded = '';
  for (const token of tokens) {
    starts.push(at);
    decoded += token.startsWith('\\') ? (JSON.parse(`"${token}"`) as string) : token;
    at += token.length;
  }
  return { decoded, starts: [...starts, at] };
}
