import { asRecordError } from '../error/as-record-error.ts';
import { isRecordError } from '../error/record-error.ts';
import type { RecordIssue } from '../error/record-issue.ts';
import { parameterIssues } from '../indexing/require-usable-parameter.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { readResource } from './read-resource.ts';

/** Says what a write of this text would say; see `RecordSession.validate`. */
export async function validateText(
  parts: RecordParts,
  _caller: Caller,
  options: { readonly type?: string; readonly text: string },
): Promise<{ readonly issues: readonly RecordIssue[] }> {
  try {
    const { parsed, issues } = readResource(options.text, options, parts.limits);
    const id = typeof parsed.resource.id === 'string' ? parsed.resource.id : '';
    return { issues: [...issues, ...parameterIssues(parts, id, parsed.resource)] };
  } catch (error) {
    const told = asRecordError(error);
    if (isRecordError(told)) return { issues: told.issues };
    throw error;
  }
}
