import { BaseplateError, type ModuleReference, type RecordStore } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import { openProcessFiles } from '../ledger/process-file.ts';
import { createRollCall } from '../ledger/roll-call.ts';
import { soleUse } from './sole-use.ts';
import { whoServes } from './who-serves.ts';

/** A store that is to be opened beside the processes that serve from it, if any do. */
export interface UnheldOptions {
  readonly reference: ModuleReference;
  /** Loaded, and not started. */
  readonly store: RecordStore;
  readonly ledgerDirectory: string;
  /** What to do where it is held, in a sentence. Default: to stop the record first. */
  readonly instead?: string | undefined;
}

/** @throws BaseplateError `precondition-failed` if one process alone can use the store, and the record that runs has it open */
export async function requireUnheld({ reference, store, ledgerDirectory, instead }: UnheldOptions): Promise<void> {
  const sole = soleUse(store);
  if (sole === undefined) return;
  const [holder] = await whoServes(createRollCall(await openProcessFiles(ledgerDirectory)));
  if (holder !== undefined) throw held({ reference, sole, holder, instead });
}

/** What is told of a store that another process has open. */
export function held(told: {
  readonly reference: ModuleReference;
  readonly sole: string;
  readonly holder: string;
  readonly instead?: string | undefined;
  readonly cause?: unknown;
}): BaseplateError {
  const { reference, sole, holder, cause } = told;
  const { instead = 'Stop the record, run this command again while nobody uses it, and start it again.' } = told;
  return new BaseplateError({
    code: 'precondition-failed',
    message: `data.records, ${nameOf(reference)}: ${sole}, and the record that is running has it open: ${holder}. ${instead}`,
    ...(cause === undefined ? {} : { cause }),
  });
}
