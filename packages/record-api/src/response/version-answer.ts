import type { RecordVersion, WriteResult } from '@baseplate-epr/record';
import { entityTag } from '../request/entity-tag.ts';
import type { Preferences } from '../request/prefer.ts';
import { type Answer, outcomeAnswer } from './respond.ts';

/** Headers that name a version: `ETag` and `Last-Modified`. */
export function versionHeaders({
  versionId,
  lastUpdated,
}: Pick<RecordVersion, 'versionId' | 'lastUpdated'>): Record<string, string> {
  return { etag: entityTag(versionId), 'last-modified': new Date(lastUpdated).toUTCString() };
}

/** The answer to a read. */
export function versionAnswer(version: RecordVersion): Answer {
  return { status: 200, text: version.text, headers: versionHeaders(version) };
}

/** The answer to a create, update or delete (R4 §3.1.0.4 to §3.1.0.8). */
export function writeAnswer(
  { outcome, version, issues }: WriteResult,
  baseUrl: string,
  wanted: Preferences['return'],
): Answer {
  const headers: Record<string, string> = version === undefined ? {} : versionHeaders(version);
  if (outcome === 'deleted' || version === undefined || version.deleted) return { status: 204, headers };
  const status = outcome === 'created' ? 201 : 200;
  const location = `${baseUrl}/${version.type}/${version.id}/_history/${version.versionId}`;
  headers.location = location;
  if (wanted === 'minimal') return { status, headers };
  if (wanted === 'representation') return { status, text: version.text, headers };
  const said = `${version.type} ${outcome}, version ${version.versionId}.`;
  return outcomeAnswer(
    status,
    [...issues, { severity: 'information', code: 'informational', diagnostics: said }],
    headers,
  );
}
