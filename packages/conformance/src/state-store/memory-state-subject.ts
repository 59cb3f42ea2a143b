import type { StateStore } from '@baseplate-epr/contracts';
import type { Subject } from '../kit/subject.ts';
import { createMemoryStateStore, type KeptState } from './memory-state-store.ts';

/** Makes the store of a subject on what is kept, so that a fault can be put between them. */
export type StateStoreMaker = (kept: KeptState) => StateStore;

/** The memory store, or a faulty one on the same memory, as a subject of the state-store kit. */
export function memoryStateSubject(make: StateStoreMaker = createMemoryStateStore): Subject<StateStore> {
  return {
    create: async () => {
      const kept: KeptState = new Map();
      return { adapter: make(kept), reopen: async () => make(kept), cleanup: async () => kept.clear() };
    },
  };
}
