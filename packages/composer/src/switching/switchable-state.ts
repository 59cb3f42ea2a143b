import type { NamespaceOptions, StateNamespace, StateStore } from '@baseplate-epr/contracts';
import type { Switch } from './switch.ts';

/**
 * The state store of an assembly whose stores can be swapped: hands over to the one that is in force. Versions are each store's own, so a
 * compare-and-set begun before a flip meets a conflict after it, as after any other write. Started and stopped by whoever keeps its stores.
 */
export function switchableState(turn: Switch<StateStore>): StateStore {
  /** A write, again if it went into a store that is not in force any more because this process stood still meanwhile. */
  async function write<Result>(
    options: NamespaceOptions,
    work: (namespace: StateNamespace) => Promise<Result>,
  ): Promise<Result> {
    for (;;) {
      const done = await turn.writing(async ({ store }) => ({ result: await work(store.namespace(options)), store }));
      const inForce = await turn.reading(async ({ store }) => store);
      if (inForce === done.store) return done.result;
    }
  }

  return {
    contract: 'state-store',
    contractVersion: 1,
    start: async () => {},
    stop: async () => {},
    health: () => turn.now().store.health(),
    size: async () => turn.now().store.size?.(),
    namespace(options) {
      // Refuses what is no name, at once.
      turn.now().store.namespace(options);
      const read = <Result>(work: (namespace: StateNamespace) => Promise<Result>) =>
        turn.reading(({ store }) => work(store.namespace(options)));
      return {
        get: (wanted) => read((namespace) => namespace.get(wanted)),
        list: (wanted) => read((namespace) => namespace.list(wanted)),
        set: (wanted) => write(options, (namespace) => namespace.set(wanted)),
        delete: (wanted) => write(options, (namespace) => namespace.delete(wanted)),
        clear: (wanted) => write(options, (namespace) => namespace.clear(wanted)),
      };
    },
    namespaces: () => turn.reading(({ store }) => store.namespaces()),
  };
}
