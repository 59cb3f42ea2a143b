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

/** The answer to a create, update or delete (R4 §3.1.0.4 to §3.1.0.8), in the form that `Prefer: return` asks for. */
export function writeAnswer({ outcome, version, issues }: WriteResult, baseUrl: string, prefer: Preferences): Answer {
  const applied: Record<string, string> = prefer.returnAsked ? { 'preference-applied': `return=${prefer.return}` } : {};
  if (outcome === 'deleted' || version === undefined || version.deleted) {
    const headers = version === undefined ? applied : { ...versionHeaders(version), ...applied };
    if (prefer.return !== 'OperationOutcome') return { status: 204, headers };
    const said = outcome === 'deleted' ? 'Deleted; its history can still be read.' : 'There was nothing to delete.';
    return outcomeAnswer(200, [...issues, note(said)], headers);
  }
  const status = outcome === 'created' ? 201 : 200;
  const location = `${baseUrl}/${version.type}/${version.id}/_history/${version.versionId}`;
  const headers = { ...versionHeaders(version), location, ...applied };
  if (prefer.return === 'minimal') return { status, headers };
  if (prefer.return === 'representation') return { status, text: version.text, headers };
  return outcomeAnswer(status, [...issues, note(`${version.type} ${outcome}, version ${version.versionId}.`)], headers);
}

function note(diagnostics: string) {
  return { severity: 'information', code: 'informational', diagnostics } as const;
}
