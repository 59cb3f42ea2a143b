import type { Module } from '@baseplate-epr/contracts';
import { requireIdentity } from '../applied/require-identity.ts';
import type { AppliedStore } from '../ledger/ledger-entry.ts';
import { createAdmission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { stopAll } from '../module/start-modules.ts';
import type { LeadOptions } from './lead.ts';
import type { Led } from './leadership.ts';

/** Both stores of a change-over. */
export interface Pair<Store> {
  readonly from: Store;
  readonly to: Store;
  /** Name by which the new one is known, if it has one. */
  readonly identity: string | undefined;
  close(): Promise<void>;
}

/** Opens both stores of a change-over; the schema of the one in force is left as it is. Holds nothing open if it fails. */
export async function openPair<Store extends Module>(
  { over }: Pick<Led, 'over'>,
  { place, configuration, context }: Pick<LeadOptions, 'place' | 'configuration' | 'context'>,
): Promise<Pair<Store>> {
  const admission = createAdmission(configuration, () => context.clock.now());
  const opened: Store[] = [];
  const close = () => stopAll(opened, () => context.logger.error('A store failed to stop.'));
  const open = async (applied: AppliedStore, keepsSchema: boolean) => {
    const store = await loadModule<Store>(applied.reference, admission);
    await store.start({ ...context, keepsSchema });
    opened.push(store);
    return { store, identity: await requireIdentity({ place, applied, module: store }) };
  };
  try {
    const { store: from } = await open(over.from, true);
    const { store: to, identity } = await open(over.to, false);
    return { from, to, identity, close };
  } catch (error) {
    await close();
    throw error;
  }
}
