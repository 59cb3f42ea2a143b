import { createHash } from 'node:crypto';
import { ahead } from '../ahead.ts';
import type { Side } from '../comparison-types.ts';
import { readChanges } from '../read-changes.ts';
import { versionKey } from '../report/record-differences.ts';
import type { AnsweredSide, AnswerFault, AnsweringStore, CheckedAnswers } from './answer-types.ts';
import { checkPage } from './check-page.ts';
import { firstInOtherOrder } from './first-in-other-order.ts';

/** What to hold against each other. */
export interface CheckAnswersOptions {
  readonly left: AnsweringStore;
  readonly right: AnsweringStore;
  /** Whether both keep every version: then these must have come in the same order. */
  readonly verbatim: boolean;
  readonly signal?: AbortSignal;
  /** Called after each page with the versions looked at so far, of both stores together. */
  onProgress?(done: number): void;
}

const limit = 500;
const most = 1000;

/**
 * Asks two stores what screens ask: whether a read gives the newest version there is, and a search what a read gives; and whether what has changed comes
 * in the same order from both. No digest tells, since those are of the versions alone. Each store is read through once; memory is a page.
 *
 * @throws BaseplateError `cancelled`; whatever the stores throw, but for versions that cannot be read, which are passed over here
 */
export async function checkAnswers(options: CheckAnswersOptions): Promise<CheckedAnswers> {
  const { verbatim, signal, onProgress } = options;
  const faults: AnswerFault[] = [];
  let complete = true;
  let done = 0;
  const fault = (found: AnswerFault) => {
    if (faults.length < most) faults.push(found);
    else complete = false;
  };
  const checked = async (side: Side): Promise<AnsweredSide> => {
    const store = options[side];
    const order = createHash('sha256');
    let [resources, versions] = [0, 0];
    const pages = readChanges({ store, limit, ...(signal === undefined ? {} : { signal }) });
    for await (const page of ahead(pages)) {
      for (const version of page.versions) order.update(`${versionKey(version)}\n`);
      if (complete) resources += await checkPage(page.versions, { side, store, fault });
      versions += page.versions.length;
      done += page.versions.length;
      onProgress?.(done);
      if (page.unreadable !== undefined && page.cursor === undefined) break;
    }
    return { resources, versions, ...(verbatim ? { order: order.digest('hex') } : {}) };
  };
  const left = await checked('left');
  const right = await checked('right');
  // Where one lacks versions, they are told as missing, and the order of the rest is looked at once they are there.
  if (verbatim && left.order !== right.order && left.versions === right.versions) {
    const first = await firstInOtherOrder(options);
    if (first !== undefined) fault(first);
  }
  return { left, right, faults, complete };
}
