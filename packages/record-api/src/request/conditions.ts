import { requestError } from './request-error.ts';

/**
 * Refuses conditions that an interaction which changes a resource does not know: to leave one out could overwrite what its sender meant to
 * spare. RFC 9110 §13.1.4 has `If-Unmodified-Since` left out beside `If-Match`; `If-Modified-Since` is about reading alone (§13.1.3).
 *
 * @param onlyNew - `If-None-Match: *` is known, as it is to an update.
 * @throws RecordError 400
 */
export function requireKnownConditions(request: Request, { onlyNew }: { readonly onlyNew: boolean }): void {
  const { headers } = request;
  const noneMatch = headers.get('if-none-match');
  if (noneMatch !== null && !(onlyNew && noneMatch.trim() === '*')) throw unknown('If-None-Match', onlyNew);
  if (headers.has('if-none-exist')) throw unknown('If-None-Exist', onlyNew);
  if (headers.has('if-unmodified-since') && !headers.has('if-match')) throw unknown('If-Unmodified-Since', onlyNew);
}

function unknown(header: string, onlyNew: boolean) {
  const known = onlyNew
    ? 'name the version that may be changed in If-Match, or say If-None-Match: * to change none'
    : 'name the version that may be changed in If-Match';
  const diagnostics = `${header}, as it stands here, is no condition of this interaction. Nothing was done; ${known}.`;
  return requestError(400, 'not-supported', diagnostics);
}
