import type { RecordStore } from '@baseplate-epr/contracts';
import type { PlantedFault } from '../../kit/planted-fault.ts';
import { giveWay } from '../cases/while-writing.ts';
import { plant } from './plant.ts';

/** Stores that keep the record's promises, and break those that every module makes. */
export const moduleFaults: readonly PlantedFault<RecordStore>[] = [
  plant('stop amid work', 'A stop does not wait for commits in hand, which go on after it.', () => (store) => ({
    commit: async (options) => {
      for (let moments = 0; moments < 5; moments += 1) await giveWay();
      return store.commit(options);
    },
  })),
  plant('looking makes', 'A start that is only to look makes what is not there.', () => (store) => ({
    start: ({ keepsSchema: _, ...context }) => store.start(context),
  })),
  plant('another name each time', 'What it keeps has another name whenever it is asked for.', () => {
    let asked = 0;
    return () => ({
      identity: async () => {
        asked += 1;
        return `place ${asked}`;
      },
    });
  }),
];
