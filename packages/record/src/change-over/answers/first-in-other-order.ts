import type { StoredVersion } from '@baseplate-epr/contracts';
import { readChanges } from '../read-changes.ts';
import { versionKey } from '../report/record-differences.ts';
import { differingVersion } from '../version-parts.ts';
import type { AnswerFault } from './answer-types.ts';
import type { CheckAnswersOptions } from './check-answers.ts';

/** Reads both stores through together, up to the first place at which they give another version. */
export async function firstInOtherOrder({
  left,
  right,
  signal,
}: Pick<CheckAnswersOptions, 'left' | 'right' | 'signal'>): Promise<AnswerFault | undefined> {
  const other = versionsOf(right, signal);
  try {
    let place = 0;
    for await (const version of versionsOf(left, signal)) {
      place += 1;
      const { value, done } = await other.next();
      if (done === true) return undefined;
      if (versionKey(version) !== versionKey(value)) return { kind: 'order', place, ...differingVersion(version) };
    }
    return undefined;
  } finally {
    await other.return();
  }
}

async function* versionsOf(
  store: CheckAnswersOptions['left'],
  signal: AbortSignal | undefined,
): AsyncGenerator<StoredVersion, void, undefined> {
  const pages = readChanges({ store, limit: 1000, ...(signal === undefined ? {} : { signal }) });
  for await (const { versions } of pages) yield* versions;
}
