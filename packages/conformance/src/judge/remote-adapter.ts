import type { Module, ModuleContext, NamespaceOptions, StateNamespace } from '@baseplate-epr/contracts';
import type { Connection } from './wire/connection.ts';

/** An adapter in the judged process, and a way to wait for its calls that answer without a promise. */
export interface RemoteAdapter {
  readonly adapter: Module;
  settled(): Promise<void>;
}

/** Makes an adapter over there and stands in for it here. */
export async function makeRemoteAdapter(connection: Connection): Promise<RemoteAdapter> {
  const { handle, adapter: made } = (await connection.request('make')) as { handle: number; adapter: Module };
  let last: Promise<unknown> = Promise.resolve();
  const adapter: Module & { namespace?: unknown } = {
    ...made,
    async start({ clock: _, logger: __, randomBytes: ___, failed: ____, ...extras }: ModuleContext) {
      await connection.request('start', handle, extras);
      Object.assign(adapter, await connection.request('describe', handle));
    },
  };
  if ('namespace' in made) {
    const namespaceOf = made.namespace as (options: NamespaceOptions) => Promise<StateNamespace>;
    adapter.namespace = (options: NamespaceOptions) => {
      const namespace = namespaceOf(options);
      last = namespace;
      namespace.catch(() => undefined);
      return laterNamespace(namespace);
    };
  }
  return { adapter, settled: async () => void (await last) };
}

/** `namespace` answers at once, so what it answers with waits for the other process at each call. */
function laterNamespace(namespace: Promise<StateNamespace>): StateNamespace {
  return {
    get: async (options) => (await namespace).get(options),
    set: async (options) => (await namespace).set(options),
    delete: async (options) => (await namespace).delete(options),
    clear: async (options) => (await namespace).clear(options),
    list: async (options) => (await namespace).list(options),
  };
}
