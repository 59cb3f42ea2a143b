import { parseDateRange, parseInstant } from '@baseplate-epr/fhir';
import { noneMatchNames } from '../request/entity-tag.ts';
import { single } from '../request/parameters.ts';
import { requestError } from '../request/request-error.ts';
import { historyText } from '../response/bundle-text.ts';
import type { Answer } from '../response/respond.ts';
import { versionAnswer, versionHeaders } from '../response/version-answer.ts';
import type { Interaction } from './interaction.ts';

/** read and vread (R4 §3.1.0.2, §3.1.0.3), with conditional read by entity tag and date (§3.1.0.2.1). */
export async function read(
  { request, session }: Interaction,
  target: { readonly type: string; readonly id: string; readonly versionId?: string },
): Promise<Answer> {
  const version = await session.read(target);
  if (noneMatchNames(request, version.versionId) || notModifiedSince(request, version.lastUpdated)) {
    return { status: 304, headers: versionHeaders(version) };
  }
  return versionAnswer(version);
}

function notModifiedSince(request: Request, lastUpdated: number): boolean {
  const header = request.headers.get('if-modified-since');
  if (header === null || request.headers.has('if-none-match')) return false;
  const since = Date.parse(header);
  // The header has whole seconds only.
  return !Number.isNaN(since) && Math.floor(lastUpdated / 1000) * 1000 <= since;
}

/** history of an instance, a type or everything (R4 §3.1.0.10). */
export async function history(
  { session, parameters, url, baseUrl }: Interaction,
  scope: { readonly type?: string; readonly id?: string },
): Promise<Answer> {
  const { rest, cursor } = parameters;
  const known = ['_count', '_since', '_at'];
  const unknown = rest.find(([name]) => !known.includes(name));
  if (unknown !== undefined)
    throw requestError(400, 'not-supported', `A history takes ${known.join(', ')} and no other parameter.`);
  const since = single(rest, '_since');
  const at = single(rest, '_at');
  const answer = await session.history({
    ...scope,
    ...countOf(single(rest, '_count')),
    ...(since === undefined ? {} : { since: instant(since) }),
    ...(at === undefined ? {} : { at: range(at) }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  return {
    status: 200,
    text: historyText(answer, rest, { url: `${url.origin}${url.pathname}`.replace(/^.*?\/fhir/, baseUrl), baseUrl }),
  };
}

/** `_count` of a history or operation. @throws RecordError 400 */
export function countOf(text: string | undefined): { readonly count?: number } {
  if (text === undefined) return {};
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1)
    throw requestError(400, 'value', '_count is not a whole number above zero.');
  return { count };
}

/** `_since` of a history or operation, in milliseconds since 1970. @throws RecordError 400 */
export function instant(text: string): number {
  const value = parseInstant(text) ?? parseDateRange(text)?.low;
  if (value === undefined)
    throw requestError(
      400,
      'value',
      '_since is not an instant. Write it like 2026-11-21T08:00:00Z (with + escaped as %2B).',
    );
  return value;
}

function range(text: string): { readonly low: number; readonly high: number } {
  const value = parseDateRange(text);
  if (value === undefined) throw requestError(400, 'value', '_at is not a date or time. Write it like 2026-11-21.');
  return value;
}
