import { parseDateRange, parseInstant } from '@baseplate-epr/fhir';
import { requestError } from './request-error.ts';

/** `_count` of a history or operation. @throws RecordError 400 */
export function countOf(text: string | undefined): { readonly count?: number } {
  if (text === undefined) return {};
  if (!/^[1-9]\d{0,8}$/.test(text)) throw requestError(400, 'value', '_count is not a whole number above zero.');
  return { count: Number(text) };
}

/** `_since` of a history or operation, in milliseconds since 1970; a date means its beginning. @throws RecordError 400 */
export function sinceOf(text: string | undefined): { readonly since?: number } {
  if (text === undefined) return {};
  const since = parseInstant(text) ?? parseDateRange(text)?.low;
  if (since !== undefined) return { since };
  throw requestError(
    400,
    'value',
    '_since is not an instant. Write it like 2026-11-21T08:00:00Z (with + escaped as %2B).',
  );
}

/** `_at` of a history. @throws RecordError 400 */
export function atOf(text: string | undefined): { readonly at?: { readonly low: number; readonly high: number } } {
  if (text === undefined) return {};
  const at = parseDateRange(text);
  if (at !== undefined) return { at };
  throw requestError(400, 'value', '_at is not a date or time. Write it like 2026-11-21.');
}
