import type { TextEdit } from '../json/splice-text.ts';

const anyLink = /(?<before>\b(?:href|src)\s*=\s*["']|\]\(\s*<?)(?<urn>[^"'<>\s)]+)/g;
const urnLink = /(?<before>\b(?:href|src)\s*=\s*["']|\]\(\s*<?)(?<urn>urn:(?:uuid|oid):[0-9A-Za-z.-]+)/g;

/** Which links are looked at, and where the edits count from. */
export interface MarkupLinkOptions {
  /** Where the string starts in the whole text. */
  readonly offset: number;
  /** Every link; otherwise URNs alone. */
  readonly links: boolean;
}

/**
 * Edits for what links and images point at, in the XHTML or markdown of one JSON string.
 *
 * @param raw - the JSON text of the string, quotes included.
 */
export function markupLinkEdits(
  raw: string,
  { offset, links }: MarkupLinkOptions,
  rewrite: (value: string) => string | undefined,
): readonly TextEdit[] {
  if (!links && !raw.includes('urn:') && !raw.includes('\\u')) return [];
  if (!/href|src|\]\(|\\u/.test(raw)) return [];
  const { decoded, starts } = decodeWithOffsets(raw);
  return [...decoded.matchAll(links ? anyLink : urnLink)].flatMap((match) => {
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
