import type { Module } from '@baseplate-epr/contracts';
import { createAdmission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { stopAll } from '../module/start-modules.ts';
import type { ApplyOptions } from './applying.ts';
import type { Led } from './leadership.ts';

/** Both stores of a change-over. */
export interface Pair<Store> {
  readonly from: Store;
  readonly to: Store;
  close(): Promise<void>;
}

/** Opens both stores of a change-over. Holds nothing open if it fails. */
export async function openPair<Store extends Module>(
  { over }: Led,
  { configuration, context }: Pick<ApplyOptions, 'configuration' | 'context'>,
): Promise<Pair<Store>> {
  const admission = createAdmission(configuration, () => context.clock.now());
  const opened: Store[] = [];
  const close = () => stopAll(opened, () => context.logger.error('A store failed to stop.'));
  const open = async (reference: Parameters<typeof loadModule>[0]) => {
    const store = await loadModule<Store>(reference, admission);
    await store.start(context);
    opened.push(store);
    return store;
  };
  try {
    return { from: await open(over.from.reference), to: await open(over.to.reference), close };
  } catch (error) {
    await close();
    throw error;
  }
}
