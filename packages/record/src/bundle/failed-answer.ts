import { isBaseplateError } from '@baseplate-epr/contracts';
import { isRecordError } from '../error/record-error.ts';
import type { BundleEntryResult } from '../session/bundle-types.ts';
import type { RecordParts } from '../session/record-parts.ts';
import { atEntry } from './at-entry.ts';

/** The answer to an entry that failed by itself. What is not the sender's fault is logged by its code and told as 500. */
export function failedAnswer(
  parts: RecordParts,
  index: number,
  request: BundleEntryResult['request'],
  error: unknown,
): BundleEntryResult {
  const told = atEntry(index, error);
  const { method, url } = request;
  if (isRecordError(told)) return { status: told.status, issues: told.issues, request: { method, url } };
  const code = isBaseplateError(told) ? told.code : 'unexpected';
  parts.context.logger.error('An entry of a batch failed for no fault of its own.', { code });
  const diagnostics = `The record could not carry out this entry (${code}). Nothing of it is acknowledged; try it again.`;
  return { status: 500, issues: [{ severity: 'error', code: 'exception', diagnostics }], request: { method, url } };
}
