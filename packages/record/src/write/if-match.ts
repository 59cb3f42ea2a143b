/**
 * What `If-Match` asks of the newest version: to be the one with this versionId or one of several, or, as `*`, that there is one
 * (RFC 9110 §13.1.1). No versionId reads `*`.
 */
export type IfMatch = string | readonly string[];

const quoted = /(?:W\/)?"([^"]*)"/g;
const list = /^(?:W\/)?"[^"]*"(?:[ \t]*,[ \t]*(?:W\/)?"[^"]*")*$/;

/**
 * Understands the header's text, or that of `Bundle.entry.request.ifMatch`: `*` or entity tags. Strong tags are taken for weak ones, since
 * only weak ones are given here.
 *
 * @returns undefined if it is neither
 */
export function readIfMatch(text: string): IfMatch | undefined {
  const trimmed = text.trim();
  if (trimmed === '*') return '*';
  if (!list.test(trimmed)) return undefined;
  return Array.from(trimmed.matchAll(quoted), ([, versionId = '']) => versionId);
}

/** Whether a version that is there is one that was asked for. */
export function isMatched(ifMatch: IfMatch, versionId: string): boolean {
  return ifMatch === '*' || (typeof ifMatch === 'string' ? ifMatch === versionId : ifMatch.includes(versionId));
}
