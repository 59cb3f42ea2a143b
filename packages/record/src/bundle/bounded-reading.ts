import { tooCostly } from '../error/refusals.ts';
import type { BundleEntryResult } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { BundleEntry } from './bundle-entry.ts';
import { lengthOfEntry, lengthOfIssues } from './entry-length.ts';
import { readingTime } from './reading-time.ts';
import { type RunOperation, runReading } from './run-reading.ts';

/** Carries out an entry that writes nothing. */
export type Reading = (entry: BundleEntry) => Promise<BundleEntryResult>;

/** What the reading entries of one Bundle may bring and take together. */
export interface BoundedReading {
  /** @throws RecordError 422 for an entry beyond the limit, besides what {@link runReading} throws */
  readonly read: Reading;
  /** Counts the time that something else takes which is done for the reading entries. @throws RecordError 422 beyond the limit */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
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
      length += lengthOfEntry(result);
      requireRoom();
      return result;
    },
    async during(work) {
      const result = await time.during(work);
      requireTime();
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
