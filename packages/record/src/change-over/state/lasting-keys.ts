import type { StateStore } from '@baseplate-epr/contracts';
import { entriesOf } from './pair-entries.ts';
import type { LastingKey } from './state-types.ts';

/** Goes through what a state store keeps until somebody deletes it. @throws BaseplateError `cancelled` between two pages; whatever the store throws */
export async function* lastingKeys(
  store: Pick<StateStore, 'namespace' | 'namespaces'>,
  signal?: AbortSignal,
): AsyncGenerator<LastingKey, void, undefined> {
  for (const namespace of (await store.namespaces()).names)
    for await (const { key, expiresAt } of entriesOf(store.namespace({ name: namespace }), { limit: 50, signal }))
      if (expiresAt === undefined) yield { namespace, key };
}
