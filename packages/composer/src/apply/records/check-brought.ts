import { BaseplateError, type Clock } from '@baseplate-epr/contracts';
import { type CheckedCopy, checkCopied, counted, type RecordDifference } from '@baseplate-epr/record';
import type { CheckFile, CheckProgress } from '../../ledger/check-file.ts';
import type { ApplyOptions } from '../applying.ts';
import type { RecordSides } from './record-sides.ts';
import { oldGoesOn, type SideCopy } from './side-copy.ts';
import { versionsIn } from './versions-in.ts';

/** What is read again, and where it is noted. */
export interface CheckBroughtOptions
  extends Pick<ApplyOptions, 'onProgress' | 'signal'>,
    Pick<RecordSides, 'from' | 'to'> {
  readonly copy: Pick<SideCopy, 'run'>;
  readonly file: CheckFile;
  readonly clock: Clock;
}

/** Milliseconds after which a check that goes on where it was left begins anew: a store may be damaged on any day. */
const longest = 24 * 60 * 60 * 1000;
/** Milliseconds for which it may be left: nobody has watched over the store since. */
const longestPause = 10 * 60 * 1000;

/**
 * Reads every version of both stores and compares them. For a store that was filled by an earlier run, perhaps days ago: the digests that it keeps
 * are of what it was given, and tell nothing of what a failing disk, or a hand, has made of it since.
 *
 * @throws BaseplateError `storage-corrupt` in words, if anything differs; nothing is held or flipped yet
 */
export async function checkBrought(options: CheckBroughtOptions): Promise<void> {
  const { from, to, copy, file, clock, onProgress, signal } = options;
  const noted = await file.read();
  const after = noted !== undefined && isOfToday(noted, clock.now()) ? noted : undefined;
  const began = after?.began ?? clock.now();
  const total = (await versionsIn(from)) + (await versionsIn(to));
  const before = after === undefined ? 0 : readSoFar(after.checked);
  const tell = (done: number) =>
    onProgress({ place: 'records', step: 'checking', done, before, total: Math.max(total, done) });
  tell(before);
  const differences = await checkCopied({
    from,
    to,
    ...(after === undefined ? {} : { after: after.checked }),
    bring: () => copy.run({ signal }),
    signal,
    async onPage(checked) {
      await file.write({ checked, began, at: clock.now() });
      tell(readSoFar(checked));
    },
  });
  if (differences.length > 0) throw damaged(differences);
}

function isOfToday({ began, at = began }: CheckProgress, now: number): boolean {
  return now - began < longest && now - at < longestPause;
}

function readSoFar({ left, right }: CheckedCopy): number {
  return left.versions + right.versions;
}

function damaged(differences: readonly RecordDifference[]): BaseplateError {
  const many = (kind: RecordDifference['kind']) => differences.filter((difference) => difference.kind === kind).length;
  const [missing, unreadable, content] = [many('missing'), many('unreadable'), many('content')];
  const found = [
    ...(content === 0 ? [] : [`${counted(content, 'version')} of other content`]),
    ...(missing === 0 ? [] : [`${counted(missing, 'version')} that one of them lacks`]),
    ...(unreadable === 0 ? [] : [`${counted(unreadable, 'version')} that one of them cannot read`]),
  ].join(', ');
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `The two record stores are not the same. What an earlier run has brought to the new one was read again before the flip, and the first page that differs has ${found}. One of the stores was changed beneath the digests that it keeps, by a failing disk or by hand. ${oldGoesOn} baseplate reconcile names every difference, and which store is damaged. If it is the new one, empty it before another try.`,
  });
}
