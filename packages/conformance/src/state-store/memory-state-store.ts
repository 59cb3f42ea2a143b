import type { ModuleContext, StateEntry, StateStore } from '@baseplate-epr/contracts';
import { createMemoryNamespace } from './memory-namespace.ts';
import { checkNamespace } from './state-limits.ts';

/** What a memory store keeps: entries by key, by namespace. */
export type KeptState = Map<string, Map<string, StateEntry>>;

/**
 * The state store at its plainest, for tests and as the measure of what is right. Durable for as long as `kept` is held: give
 * the same to another store to open it again.
 */
export function createMemoryStateStore(kept: KeptState = new Map()): StateStore {
  let context: ModuleContext | undefined;
  const started = (): ModuleContext => {
    if (context === undefined) throw new Error('The state store has not been started.');
    return context;
  };
  return {
    contract: 'state-store',
    contractVersion: 1,
    start: async (given) => {
      context = given;
    },
    stop: async () => {},
    health: async () => ({ status: 'pass' }),
    namespace: ({ name, quota = 64 * 1024 * 1024 }) => {
      checkNamespace(name, quota);
      const entries = (): Map<string, StateEntry> => {
        const existing = kept.get(name);
        if (existing !== undefined) return existing;
        const made = new Map<string, StateEntry>();
        kept.set(name, made);
        return made;
      };
      return createMemoryNamespace({ entries, quota, context: started });
    },
    namespaces: async () => {
      const now = started().clock.now();
      const holding = [...kept].filter(([, entries]) =>
        [...entries.values()].some(({ expiresAt }) => expiresAt === undefined || now <= expiresAt),
      );
      return { names: holding.map(([name]) => name).sort() };
    },
  };
}
