import type { RecordStore } from '@baseplate-epr/contracts';
import type { Subject } from '../kit/subject.ts';
import { createMemoryRecordDisk, createMemoryRecordStore } from './memory-record-store.ts';

/** The reference record store as the subject of a kit. */
export const memoryRecordStoreSubject: Subject<RecordStore> = {
  create: async () => {
    const disk = createMemoryRecordDisk();
    return {
      adapter: createMemoryRecordStore({ disk }),
      reopen: async () => createMemoryRecordStore({ disk }),
      cleanup: async () => {},
    };
  },
};
