import { parseResource, validateResource } from '@baseplate-epr/fhir';
import { asRecordError } from '../error/as-record-error.ts';
import { isRecordError } from '../error/record-error.ts';
import type { RecordIssue } from '../error/record-issue.ts';
import { unknownProfile } from '../error/refusals.ts';
import { parameterIssues } from '../indexing/require-usable-parameter.ts';
import { requireLength, resourceLimit } from '../resource-limit.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { ValidateOptions } from '../session/write-types.ts';
import { requireNoConditionalReferences } from './conditional-reference.ts';
import { requireOwnReferences } from './own-reference.ts';
import { requireExpected } from './read-resource.ts';
import { urnIssues } from './urn-reference.ts';

/** Says what is to be said about a resource; see `RecordSession.validate`. */
export async function validateText(
  parts: RecordParts,
  _caller: Caller,
  options: ValidateOptions,
): Promise<{ readonly issues: readonly RecordIssue[] }> {
  const { set } = parts.profiles;
  if (options.profiles?.some((url) => set.find(url) === undefined)) throw unknownProfile(notHere);
  try {
    return { issues: issuesOf(parts, options) };
  } catch (error) {
    const told = asRecordError(error);
    if (isRecordError(told)) return { issues: told.issues };
    throw error;
  }
}

function issuesOf(parts: RecordParts, options: ValidateOptions): readonly RecordIssue[] {
  const { limits, profiles } = parts;
  const { text, profiles: asked = [], type, id } = options;
  const parsed = parseResource(text, { maxDepth: limits.depth, maxLength: resourceLimit(limits, type) });
  requireLength(parsed, limits);
  requireExpected(parsed, { ...(type === undefined ? {} : { type }), ...(id === undefined ? {} : { id }) });
  const { set, demanded } = profiles;
  const issues = validateResource(parsed, { advice: true, profiles: { set, demanded, asked, own: true } });
  requireNoConditionalReferences(parsed);
  requireOwnReferences(parsed, parts.baseUrl());
  const own = typeof parsed.resource.id === 'string' ? parsed.resource.id : '';
  return [...issues, ...urnIssues(parsed), ...parameterIssues(parts, own, parsed.resource)];
}

// The URL is the caller's own, so it is not repeated.
const notHere =
  'The profile named is not installed here, so nothing was checked. Look at supportedProfile in /metadata, or install its package.';
