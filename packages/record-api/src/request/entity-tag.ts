import { requestError } from './request-error.ts';

/** The entity tag of a version: `W/"3"` (R4 §3.1.0.1.3). */
export function entityTag(versionId: string): string {
  return `W/"${versionId}"`;
}

/**
 * The version named by `If-Match`.
 *
 * @throws RecordError 400 if it is no entity tag of one version
 */
export function ifMatchVersion(request: Request): string | undefined {
  const header = request.headers.get('if-match');
  if (header === null) return undefined;
  const version = /^(?:W\/)?"([A-Za-z0-9.-]{1,64})"$/.exec(header.trim())?.[1];
  if (version === undefined)
    throw requestError(400, 'value', 'If-Match is not the entity tag of one version. Write it like W/"3".');
  return version;
}

/** True if `If-None-Match` names this version (or, for `*`, any). */
export function noneMatchNames(request: Request, versionId: string): boolean {
  const header = request.headers.get('if-none-match');
  if (header === null) return false;
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === `"${versionId}"`);
}
