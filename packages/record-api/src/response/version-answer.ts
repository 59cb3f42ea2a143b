import type { RecordVersion, WriteResult } from '@baseplate-epr/record';
import type { Interaction } from '../interaction/interaction.ts';
import { entityTag } from '../request/entity-tag.ts';
import type { Preferences } from '../request/prefer.ts';
import { type ResourceShape, shapeOf } from '../shape/resource-shape.ts';
import { shapeInTurns } from '../shape/shape-resource.ts';
import type { LongAnswers } from './long-answers.ts';
import { type Answer, outcomeAnswer } from './respond.ts';

/** Headers that name a version: `ETag` and `Last-Modified`. */
export function versionHeaders({
  versionId,
  lastUpdated,
}: Pick<RecordVersion, 'versionId' | 'lastUpdated'>): Record<string, string> {
  return { etag: entityTag(versionId), 'last-modified': new Date(lastUpdated).toUTCString() };
}

/** How the answer to a write is to look. */
export interface WriteForm {
  readonly baseUrl: string;
  readonly prefer: Preferences;
  /** Of the resource, if it is given back. */
  readonly shape: ResourceShape;
  readonly longAnswers: LongAnswers;
}

/**
 * The form that a request wishes. Read it before the write: a wish that is not understood must not be refused after it.
 *
 * @throws RecordError 400
 */
export function writeForm({
  baseUrl,
  prefer,
  parameters,
  longAnswers,
}: Pick<Interaction, 'baseUrl' | 'prefer' | 'parameters' | 'longAnswers'>): WriteForm {
  return { baseUrl, prefer, shape: shapeOf(parameters.rest), longAnswers };
}

/** The answer to a create, update, patch or delete (R4 §3.1.0.4 to §3.1.0.8), in the form that `Prefer: return` asks for. */
export async function writeAnswer(
  { outcome, version, issues }: WriteResult,
  { baseUrl, prefer, shape, longAnswers }: WriteForm,
): Promise<Answer> {
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
  if (prefer.return === 'representation') {
    const bare = { status, headers: { ...versionHeaders(version), location } };
    return { status, text: await shapeInTurns(version.text, shape, longAnswers), headers, instead: () => bare };
  }
  return outcomeAnswer(status, [...issues, note(`${version.type} ${outcome}, version ${version.versionId}.`)], headers);
}

function note(diagnostics: string) {
  return { severity: 'information', code: 'informational', diagnostics } as const;
}
