import { type JsonObject, searchParameterIssues } from '@baseplate-epr/fhir';
import type { RecordIssue } from '../error/record-issue.ts';
import { notValid } from '../error/refusals.ts';
import type { RecordParts } from '../session/record-parts.ts';

/**
 * Refuses a SearchParameter that is meant to take effect and cannot.
 * @throws RecordError 422
 */
export async function requireUsableParameter(parts: RecordParts, id: string, resource: JsonObject): Promise<void> {
  if (resource.status !== 'active') return;
  await parts.index.refresh();
  const { support, reason } = parts.records.capabilities.givenEntries;
  if (support === 'unsupported') throw notValid([notKept(reason)]);
  const issues = parameterIssues(parts, id, resource);
  if (issues.length > 0) throw notValid(issues);
}

function notKept(reason = ''): RecordIssue {
  const diagnostics = `A search parameter of its own cannot take effect in this record: its store does not keep index entries. ${reason}`;
  return { severity: 'error', code: 'not-supported', diagnostics };
}

/** What a SearchParameter would be refused for, as far as this process knows. */
export function parameterIssues(parts: RecordParts, id: string, resource: JsonObject): readonly RecordIssue[] {
  return searchParameterIssues(resource, parts.index.without(id));
}
