import { type IfMatch, type RecordVersion, readIfMatch } from '@baseplate-epr/record';
import { requestError } from './request-error.ts';

/** The entity tag of a version: `W/"3"` (R4 §3.1.0.1.3). */
export function entityTag(versionId: string): string {
  return `W/"${versionId}"`;
}

/**
 * What `If-Match` asks for.
 *
 * @throws RecordError 400 if it is neither an entity tag, nor several, nor `*`
 */
export function ifMatchOf(request: Request): IfMatch | undefined {
  const header = request.headers.get('if-match');
  if (header === null) return undefined;
  const ifMatch = readIfMatch(header);
  if (ifMatch === undefined) throw requestError(400, 'value', 'If-Match is no entity tag. Write it like W/"3".');
  return ifMatch;
}

/**
 * Whether the client has this version already, by what it says in `If-None-Match` or else `If-Modified-Since` (R4 §3.1.0.1.4).
 *
 * @param asked - the version that the address names, if it names one: no other can be meant then.
 */
export function isKnown(
  request: Request,
  version: Pick<RecordVersion, 'versionId' | 'lastUpdated'>,
  asked?: string,
): boolean {
  return noneMatchNames(request, version.versionId) || notModifiedSince(request, version, asked);
}

function noneMatchNames(request: Request, versionId: string): boolean {
  const header = request.headers.get('if-none-match');
  if (header === null) return false;
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === `"${versionId}"`);
}

function notModifiedSince(
  request: Request,
  { versionId, lastUpdated }: Pick<RecordVersion, 'versionId' | 'lastUpdated'>,
  asked: string | undefined,
): boolean {
  const header = request.headers.get('if-modified-since');
  if (header === null || request.headers.has('if-none-match')) return false;
  const since = httpDate(header);
  if (since === undefined) return false;
  if (lastUpdated <= since) return true;
  // The header has whole seconds only: the version that the client has may be an earlier one of the same second, which it would keep for ever.
  const only = versionId === '1' || asked !== undefined;
  return only && Math.floor(lastUpdated / 1000) * 1000 <= since;
}

/** A date in one of the three forms of RFC 9110 §5.6.7, all in GMT; a header with anything else has to be ignored (§13.1.3). */
function httpDate(header: string): number | undefined {
  const written = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d{2}:\d{2}:\d{2}(?: GMT| \d{4})$/.test(header.trim());
  const time = Date.parse(header.endsWith('GMT') ? header : `${header} GMT`);
  return written && !Number.isNaN(time) ? time : undefined;
}
