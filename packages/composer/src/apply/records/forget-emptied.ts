import type { RecordStore } from '@baseplate-epr/contracts';
import { checkFile } from '../../ledger/check-file.ts';
import type { ChangeOver } from '../../ledger/ledger-entry.ts';
import { progressFile } from '../../ledger/progress-file.ts';
import { versionBook } from '../../ledger/version-book.ts';
import { versionsIn } from './versions-in.ts';

/** Of which copy something is noted. */
export interface ForgetEmptiedOptions {
  readonly to: Pick<RecordStore, 'digest'>;
  readonly over: ChangeOver;
  readonly ledgerDirectory: string;
  readonly writer: string;
}

/**
 * Forgets how far a copy had come where its target has been emptied since, which is what a person is told to do with a store that is not as it should
 * be: what is noted is no longer there.
 */
export async function forgetEmptied({ to, over, ledgerDirectory, writer }: ForgetEmptiedOptions): Promise<void> {
  // A way back, or to a store that was in force, does not begin with an empty one.
  if (over.undoes !== undefined || over.to.continues !== undefined || (await versionsIn(to)) > 0) return;
  const { id } = over;
  await progressFile({ ledgerDirectory, id, direction: 'copy', writer }).remove();
  await checkFile({ ledgerDirectory, id, writer }).remove();
  await versionBook({ ledgerDirectory, book: id }).remove();
}
