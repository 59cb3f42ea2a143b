import { tooCostly } from '../error/refusals.ts';
import type { BundleEntryResult } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { BundleEntry } from './bundle-entry.ts';
import { type RunOperation, runReading } from './run-reading.ts';

/** Carries out an entry that writes nothing. */
export type Reading = (entry: BundleEntry) => Promise<BundleEntryResult>;

/**
 * Reads for the entries of one Bundle, together no more text than the limit: the answer is one document, and thousands of searches in
 * one Bundle would fill the memory.
 *
 * @throws RecordError 422 for an entry beyond the limit, besides what {@link runReading} throws
 */
export function boundedReading(parts: RecordParts, caller: Caller, operation: RunOperation): Reading {
  const { answerLength } = parts.limits;
  let length = 0;
  const requireRoom = () => {
    if (length <= answerLength) return;
    throw tooCostly(
      `What the Bundle reads is longer than the ${answerLength} characters one answer may have. Read less at once.`,
    );
  };
  return async (entry) => {
    requireRoom();
    const result = await runReading(parts, caller, entry, operation);
    length += lengthOf(result);
    requireRoom();
    return result;
  };
}

function lengthOf({ result }: BundleEntryResult): number {
  switch (result?.kind) {
    case 'version':
      return result.version.text.length;
    case 'text':
      return result.text.length;
    case 'search':
      return total([...result.answer.matches, ...result.answer.included]);
    case 'history':
      return total(result.answer.versions);
    default:
      return 0;
  }
}

function total(versions: readonly { readonly text: string }[]): number {
  return versions.reduce((sum, { text }) => sum + text.length, 0);
}
