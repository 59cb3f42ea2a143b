import type { RecordIssue } from '../error/record-issue.ts';
import { tooCostly } from '../error/refusals.ts';
import type { BundleEntryResult } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { BundleEntry } from './bundle-entry.ts';
import { readingTime } from './reading-time.ts';
import { type RunOperation, runReading } from './run-reading.ts';

/** Carries out an entry that writes nothing. */
export type Reading = (entry: BundleEntry) => Promise<BundleEntryResult>;

/** What the reading entries of one Bundle may bring and take together. */
export interface BoundedReading {
  /** @throws RecordError 422 for an entry beyond the limit, besides what {@link runReading} throws */
  readonly read: Reading;
  /** Counts what is told of an entry that failed; beyond the limit only the first issue is. */
  failed(answer: BundleEntryResult): BundleEntryResult;
}

/**
 * Reads for the entries of one Bundle, together no more text than the limit: the answer is one document, and thousands of searches in
 * one Bundle would fill the memory. What is said of an entry counts as well as what was found. Nor do they read for longer than the limit, since
 * each of the thousands may take its store as long as a search by itself may.
 */
export function boundedReading(parts: RecordParts, caller: Caller, operation: RunOperation): BoundedReading {
  const { answerLength, bundleReadingTime } = parts.limits;
  const time = readingTime();
  let length = 0;
  const requireRoom = () => {
    if (length <= answerLength) return;
    throw tooCostly(
      `What the Bundle reads is longer than the ${answerLength} characters one answer may have. Read less at once.`,
    );
  };
  const requireTime = () => {
    if (time.spent() <= bundleReadingTime) return;
    throw tooCostly(
      `The Bundle has been reading for longer than the ${bundleReadingTime.toLocaleString('en-GB')} ms one Bundle may, so this entry was not begun. Send what is left in another Bundle, or narrow its searches.`,
    );
  };
  return {
    async read(entry) {
      requireRoom();
      requireTime();
      const result = await time.during(() => runReading(parts, caller, entry, operation));
      length += lengthOf(result);
      requireRoom();
      return result;
    },
    failed(answer) {
      const { issues = [] } = answer;
      length += lengthOfIssues(issues);
      const [first] = issues;
      return length <= answerLength || first === undefined ? answer : { ...answer, issues: [first] };
    },
  };
}

function lengthOf({ result }: BundleEntryResult): number {
  switch (result?.kind) {
    case 'version':
      return around + result.version.text.length;
    case 'text':
      return around + result.text.length;
    case 'search': {
      const { matches, included, applied, issues } = result.answer;
      const link = applied.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
      return around + lengthOfVersions(matches) + lengthOfVersions(included) + link + lengthOfIssues(issues);
    }
    case 'history':
      return around + lengthOfVersions(result.answer.versions);
    default:
      return around;
  }
}

/** Characters of what stands around a resource or an issue: names, addresses, times. */
const around = 200;

function lengthOfVersions(versions: readonly { readonly text: string }[]): number {
  return versions.reduce((sum, { text }) => sum + around + text.length, 0);
}

function lengthOfIssues(issues: readonly RecordIssue[]): number {
  return issues.reduce((sum, { diagnostics = '' }) => sum + around + diagnostics.length, 0);
}
