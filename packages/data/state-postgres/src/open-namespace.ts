import { checkLimit, checkSet } from '@baseplate-epr/contract-rules';
import {
  BaseplateError,
  type ModuleContext,
  type NamespaceOptions,
  type SetOptions,
  type SetResult,
  type StateNamespace,
} from '@baseplate-epr/contracts';
import type { Connections } from '@baseplate-epr/postgres-connection';
import { prefixRange } from './prefix-range.ts';
import { readEntry } from './read-entry.ts';
import { readPage } from './read-page.ts';
import type { WriteQueue } from './write-queue.ts';
import type { WriteTransaction } from './write-transaction.ts';

/** A started store, as its namespaces use it. */
export interface OpenState {
  readonly reading: Connections;
  readonly queue: WriteQueue;
  readonly context: ModuleContext;
}

/** Runs work on the started store and replaces the driver's errors; reads are asked again, once, if their connection was broken. */
export interface UseState {
  write<Result>(work: (state: OpenState) => Promise<Result>): Promise<Result>;
  read<Result>(work: (state: OpenState) => Promise<Result>): Promise<Result>;
}

const defaultQuota = 64 * 1024 * 1024;

/** Makes the part of the store that belongs to one namespace. */
export function openNamespace({ name, quota = defaultQuota }: NamespaceOptions, use: UseState): StateNamespace {
  const keyed = (key: string, whole: boolean) => ({ namespace: name, wanted: { namespace: name, key, whole } });
  return {
    get: ({ key }) =>
      use.read(({ reading, context }) => readEntry(reading, { namespace: name, key, now: context.clock.now() })),
    set: (options) =>
      use.write(async ({ queue, context }) => {
        checkSet(options);
        const { key, value, ifVersion } = options;
        const bytes = Buffer.byteLength(key) + Buffer.byteLength(value);
        const apply = (transaction: WriteTransaction) => write(transaction, { ...options, bytes }, context);
        return queue.run({ ...keyed(key, ifVersion !== undefined), bytes, apply });
      }),
    delete: ({ key, ifVersion }) =>
      use.write(({ queue, context }) =>
        queue.run({
          ...keyed(key, false),
          bytes: 0,
          apply: ({ state }) => {
            const current = state.live(name, key, context.clock.now());
            const deleted = current !== undefined && (ifVersion === undefined || ifVersion === current.version);
            if (deleted) state.remove(name, key);
            return { deleted };
          },
        }),
      ),
    clear: ({ prefix }) =>
      use.write(({ queue, context }) =>
        queue.run({
          namespace: name,
          bytes: 0,
          apply: async ({ clear }) => ({ deleted: await clear(name, prefixRange(prefix), context.clock.now()) }),
        }),
      ),
    list: (options) =>
      use.read(async ({ reading, context }) => {
        checkLimit(options.limit);
        return readPage(reading, { ...options, namespace: name, now: context.clock.now() });
      }),
  };

  async function write(
    transaction: WriteTransaction,
    { key, value, expiresAt, ifVersion, bytes }: SetOptions & { readonly bytes: number },
    { clock, randomBytes }: ModuleContext,
  ): Promise<SetResult> {
    const { state } = transaction;
    const now = clock.now();
    const current = state.live(name, key, now);
    if (ifVersion !== undefined && ifVersion !== (current?.version ?? null)) {
      return { outcome: 'conflict', ...(current === undefined ? {} : { current }) };
    }
    const full = () => state.bytesIn(name) - (state.held(name, key)?.bytes ?? 0) + bytes > quota;
    // What has expired does not count.
    if (full()) await transaction.sweep(name, now);
    if (full()) {
      throw new BaseplateError({
        code: 'quota-exceeded',
        message: `The namespace ${name} may hold ${quota} bytes. Nothing was written; delete something or raise its quota.`,
        details: { namespace: name, quota },
      });
    }
    const version = Buffer.from(randomBytes(16)).toString('base64url');
    state.put(name, key, { value, version, expiresAt, bytes });
    return { outcome: 'written', version };
  }
}
