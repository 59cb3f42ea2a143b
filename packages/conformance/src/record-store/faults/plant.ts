import type { RecordStore } from '@baseplate-epr/contracts';
import type { PlantedFault } from '../../kit/planted-fault.ts';
import { createMemoryRecordDisk, createMemoryRecordStore } from '../memory-record-store.ts';

/** Makes the methods that go wrong around a store that is right. */
export type Spoil = (store: RecordStore) => Partial<RecordStore>;

/**
 * A memory store spoilt in one respect.
 *
 * `prepare` is called once for each subject, so that a fault can remember something over a reopening; the function it
 * returns is called for each store opened on the same data.
 */
export function plant(name: string, description: string, prepare: () => Spoil): PlantedFault<RecordStore> {
  return {
    name,
    description,
    subject: {
      create: async () => {
        const disk = createMemoryRecordDisk();
        const spoil = prepare();
        const open = (): RecordStore => {
          const store = createMemoryRecordStore({ disk });
          return { ...store, ...spoil(store) };
        };
        return { adapter: open(), reopen: async () => open(), cleanup: async () => {} };
      },
    },
  };
}
