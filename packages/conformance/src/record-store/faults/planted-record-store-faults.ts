import type { RecordStore } from '@baseplate-epr/contracts';
import type { PlantedFault } from '../../kit/planted-fault.ts';
import { createMemoryRecordStore } from '../memory-record-store.ts';
import { accessFaults } from './access-faults.ts';
import { moduleFaults } from './module-faults.ts';
import { ownVersionFaults } from './own-version-faults.ts';
import { readFaults } from './read-faults.ts';
import { searchFaults } from './search-faults.ts';
import { writeFaults } from './write-faults.ts';

const forgets: PlantedFault<RecordStore> = {
  name: 'not durable',
  description: 'What was acknowledged is gone after a restart.',
  subject: {
    create: async () => ({
      adapter: createMemoryRecordStore(),
      reopen: async () => createMemoryRecordStore(),
      cleanup: async () => {},
    }),
  },
};

/** Record stores that each break one promise of the contract. The record-store kit fails every one of them. */
export const plantedRecordStoreFaults: readonly PlantedFault<RecordStore>[] = [
  ...writeFaults,
  ...readFaults,
  ...ownVersionFaults,
  ...searchFaults,
  ...accessFaults,
  ...moduleFaults,
  forgets,
];
