import { setTimeout } from 'node:timers/promises';
import type { StateEntry, StateNamespace, StateStore } from '@baseplate-epr/contracts';
import type { PlantedFault } from '../kit/planted-fault.ts';
import { createMemoryStateStore, type KeptState } from './memory-state-store.ts';
import { memoryStateSubject } from './memory-state-subject.ts';

/** Plants a fault in a whole store. */
function plant(
  name: string,
  description: string,
  fault: (store: StateStore, kept: KeptState) => Partial<StateStore>,
): PlantedFault<StateStore> {
  const make = (kept: KeptState): StateStore => {
    const store = createMemoryStateStore(kept);
    return { ...store, ...fault(store, kept) };
  };
  return { name, description, subject: memoryStateSubject(make) };
}

/** Plants a fault in every namespace. */
function plantWithin(
  name: string,
  description: string,
  fault: (namespace: StateNamespace) => Partial<StateNamespace>,
): PlantedFault<StateStore> {
  return plant(name, description, (store) => ({
    namespace: (options) => {
      const namespace = store.namespace(options);
      return { ...namespace, ...fault(namespace) };
    },
  }));
}

/** State stores that break a promise on purpose. The kit catches each. */
export const plantedStateFaults: readonly PlantedFault<StateStore>[] = [
  plant('size that stands still', 'Says that it takes the same room whatever it holds.', () => ({
    size: async () => ({ bytes: 4096 }),
  })),
  plantWithin(
    'non-atomic compare-and-set',
    'Compares, waits, and then writes: two people’s drafts overwrite each other.',
    ({ get, set }) => ({
      set: async ({ ifVersion, ...options }) => {
        const current = await get(options);
        if (ifVersion !== undefined && ifVersion !== (current?.version ?? null)) {
          return { outcome: 'conflict', ...(current === undefined ? {} : { current }) };
        }
        await setTimeout(1);
        return set(options);
      },
    }),
  ),
  plant('size that is no number', 'Says of its size what nobody can add up.', () => ({
    size: async () => ({ bytes: Number.NaN }),
  })),
  plant('namespaces leaking', 'Joins the name of a namespace and a key without anything between them.', (store) => ({
    namespace: ({ name, ...options }) => {
      store.namespace({ name, ...options });
      const shared = store.namespace({ name: 'shared', ...options });
      const inside = (entry: StateEntry): StateEntry => ({ ...entry, key: entry.key.slice(name.length) });
      return {
        get: async ({ key }) => {
          const entry = await shared.get({ key: name + key });
          return entry === undefined ? undefined : inside(entry);
        },
        set: ({ key, ...rest }) => shared.set({ key: name + key, ...rest }),
        delete: ({ key, ...rest }) => shared.delete({ key: name + key, ...rest }),
        clear: ({ prefix }) => shared.clear({ prefix: name + prefix }),
        list: async ({ prefix = '', ...rest }) => {
          const { entries, ...page } = await shared.list({ prefix: name + prefix, ...rest });
          return { ...page, entries: entries.map(inside) };
        },
      };
    },
  })),
  plant(
    'expired still visible',
    'Never looks at the clock again: a session that ended yesterday is still open.',
    (store) => ({
      start: (context) => {
        const now = context.clock.now();
        return store.start({ ...context, clock: { now: () => now } });
      },
    }),
  ),
  plant('quota ignored', 'Lets one module fill the disk of all.', (store) => ({
    namespace: ({ name, quota = 0 }) => {
      store.namespace({ name, quota });
      return store.namespace({ name, quota: Number.MAX_SAFE_INTEGER });
    },
  })),
  plantWithin('quota raced', 'Counts what is held, waits, and then writes without counting again.', ({ get, set }) => {
    let waiting: Promise<unknown> = Promise.resolve();
    return {
      set: async (options) => {
        const before = await get(options);
        waiting = Promise.all([waiting, setTimeout(1)]);
        await waiting;
        const result = await set(options).catch(() => undefined);
        return result ?? { outcome: 'written', version: before?.version ?? 'lost' };
      },
    };
  }),
  plant(
    'versions repeated',
    'Gives the same version to every write, so that a lost update looks like none.',
    (store) => ({
      start: (context) => store.start({ ...context, randomBytes: (size) => new Uint8Array(size) }),
    }),
  ),
  plantWithin(
    'order by code unit',
    'Sorts keys as JavaScript does, not by their bytes, so that pages skip some.',
    ({ list }) => ({
      list: async (options) => {
        const { entries, ...page } = await list(options);
        return { ...page, entries: [...entries].sort((left, right) => (left.key < right.key ? -1 : 1)) };
      },
    }),
  ),
  plantWithin(
    'prefix as pattern',
    'Takes % and _ in a prefix for wildcards and letters without case: clears too much.',
    (namespace) => ({
      clear: async ({ prefix }) => {
        const pattern = prefix
          .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
          .replaceAll('%', '.*')
          .replaceAll('_', '.');
        const matches = new RegExp(`^${pattern}`, 'isu');
        const { entries } = await namespace.list({ limit: 1_000 });
        const doomed = entries.filter(({ key }) => matches.test(key));
        for (const { key } of doomed) await namespace.delete({ key });
        return { deleted: doomed.length };
      },
    }),
  ),
  plant(
    'remembered',
    'Answers out of what this process remembers: who was signed out in another one goes on.',
    (_, kept) => {
      const own: KeptState = new Map([...kept].map(([name, entries]) => [name, new Map(entries)]));
      const remembering = createMemoryStateStore(own);
      const writeDown = async <Result>(name: string, written: Promise<Result>): Promise<Result> => {
        const result = await written;
        kept.set(name, new Map(own.get(name)));
        return result;
      };
      return {
        ...remembering,
        namespace: (options) => {
          const { set, delete: remove, clear, ...reading } = remembering.namespace(options);
          return {
            ...reading,
            set: (given) => writeDown(options.name, set(given)),
            delete: (given) => writeDown(options.name, remove(given)),
            clear: (given) => writeDown(options.name, clear(given)),
          };
        },
      };
    },
  ),
  plant('forgotten at the end', 'Acknowledges writes that are gone when the store is opened again.', (_, kept) =>
    createMemoryStateStore(new Map([...kept].map(([name, entries]) => [name, new Map(entries)]))),
  ),
];
