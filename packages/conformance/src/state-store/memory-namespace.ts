import { BaseplateError, type ModuleContext, type StateEntry, type StateNamespace } from '@baseplate-epr/contracts';
import { compareBytes, pageOf } from '../memory/page-of.ts';
import { bytesOf, checkSet } from './state-limits.ts';

/** One namespace of a memory state store. */
export interface MemoryNamespaceOptions {
  entries(): Map<string, StateEntry>;
  readonly quota: number;
  context(): ModuleContext;
}

/** Makes the part of a memory state store that belongs to one namespace. Every call is one step, so calls never interleave. */
export function createMemoryNamespace({ entries, quota, context }: MemoryNamespaceOptions): StateNamespace {
  const live = (): Map<string, StateEntry> => {
    const now = context().clock.now();
    const all = entries();
    for (const { key, expiresAt } of all.values()) if (expiresAt !== undefined && now > expiresAt) all.delete(key);
    return all;
  };
  return {
    get: async ({ key }) => live().get(key),
    set: async (options) => {
      checkSet(options);
      const { key, value, expiresAt, ifVersion } = options;
      const all = live();
      const current = all.get(key);
      if (ifVersion !== undefined && ifVersion !== (current?.version ?? null)) {
        return { outcome: 'conflict', ...(current === undefined ? {} : { current }) };
      }
      let held = bytesOf(key) + bytesOf(value);
      for (const other of all.values()) if (other.key !== key) held += bytesOf(other.key) + bytesOf(other.value);
      if (held > quota) {
        throw new BaseplateError({
          code: 'quota-exceeded',
          message: `The namespace may hold ${quota} bytes. Nothing was written; delete something first or raise its quota.`,
        });
      }
      const version = Buffer.from(context().randomBytes(16)).toString('hex');
      all.set(key, { key, value, version, ...(expiresAt === undefined ? {} : { expiresAt }) });
      return { outcome: 'written', version };
    },
    delete: async ({ key, ifVersion }) => {
      const all = live();
      const deleted = ifVersion === undefined || all.get(key)?.version === ifVersion ? all.delete(key) : false;
      return { deleted };
    },
    clear: async ({ prefix }) => {
      const all = live();
      const keys = [...all.keys()].filter((key) => key.startsWith(prefix));
      for (const key of keys) all.delete(key);
      return { deleted: keys.length };
    },
    list: async ({ prefix = '', after, limit }) => {
      const sorted = [...live().values()]
        .filter(({ key }) => key.startsWith(prefix))
        .sort((left, right) => compareBytes(left.key, right.key));
      const { items, next } = pageOf(sorted, { after, limit, maximum: 1_000 }, ({ key }) => key);
      return { entries: items, ...(next === undefined ? {} : { next }) };
    },
  };
}
