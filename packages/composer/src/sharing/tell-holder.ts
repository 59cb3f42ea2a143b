import type { ModuleReference, RecordStore } from '@baseplate-epr/contracts';
import type { OpenLedger } from '../applied/open-applied.ts';
import { createRollCall } from '../ledger/roll-call.ts';
import { held } from './require-unheld.ts';
import { soleUse } from './sole-use.ts';
import { whoServes } from './who-serves.ts';

/** The record store in force, which a process is about to open in order to serve. */
export interface TellHolderOptions {
  readonly reference: ModuleReference;
  readonly store: RecordStore;
  /** Absent of an assembly without a ledger, where nobody knows who serves. */
  readonly applied: Pick<OpenLedger, 'files' | 'self'> | undefined;
}

/** Opens a store. Where that fails because another process serves from it, the error says so instead. */
export async function tellHolder(
  { reference, store, applied }: TellHolderOptions,
  open: () => Promise<void>,
): Promise<void> {
  try {
    await open();
  } catch (cause) {
    const sole = soleUse(store);
    if (sole === undefined || applied === undefined) throw cause;
    const [holder] = await whoServes(createRollCall(applied.files), applied.self.id);
    if (holder === undefined) throw cause;
    throw held({ reference, sole, holder, instead: 'Stop that process first, or go on with it.', cause });
  }
}
