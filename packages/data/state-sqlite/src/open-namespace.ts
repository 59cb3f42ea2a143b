import { checkLimit, checkSet } from '@baseplate-epr/contract-rules';
import {
  BaseplateError,
  type ModuleContext,
  type NamespaceOptions,
  type StateEntry,
  type StateNamespace,
} from '@baseplate-epr/contracts';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { type EntryStatements, sizeOf } from './entry-statements.ts';
import { rangeOfKey, rangeOfPrefix } from './key-range.ts';
import { readPage } from './read-page.ts';
import type { WriteQueue } from './write-queue.ts';

/** A started store, as its namespaces use it. */
export interface OpenState {
  readonly reader: BetterSQLite3Database;
  readonly statements: EntryStatements;
  readonly queue: WriteQueue;
  readonly context: ModuleContext;
}

/** Runs work on the started store and replaces the driver's errors. */
export type UseState = <Result>(work: (state: OpenState) => Result | Promise<Result>) => Promise<Result>;

const defaultQuota = 64 * 1024 * 1024;

/** Makes the part of the store that belongs to one namespace. */
export function openNamespace({ name, quota = defaultQuota }: NamespaceOptions, use: UseState): StateNamespace {
  return {
    get: ({ key }) => use(({ statements, context }) => statements.live(name, key, context.clock.now())),
    set: (options) =>
      use(({ statements, queue, context }) => {
        checkSet(options);
        const { key, value, expiresAt, ifVersion } = options;
        return queue.run(() => {
          const now = context.clock.now();
          const current = statements.live(name, key, now);
          if (ifVersion !== undefined && ifVersion !== (current?.version ?? null)) {
            return { outcome: 'conflict', ...(current === undefined ? {} : { current }) };
          }
          const version = Buffer.from(context.randomBytes(16)).toString('base64url');
          const entry: StateEntry = { key, value, version, ...(expiresAt === undefined ? {} : { expiresAt }) };
          makeRoom(statements, entry, now);
          statements.put(name, entry);
          return { outcome: 'written', version };
        });
      }),
    delete: ({ key, ifVersion }) =>
      use(({ statements, queue, context }) =>
        queue.run(() => {
          const now = context.clock.now();
          const current = statements.live(name, key, now);
          if (current === undefined || (ifVersion !== undefined && ifVersion !== current.version))
            return { deleted: false };
          const { low, high } = rangeOfKey(key);
          return { deleted: statements.remove(name, low, high, now) > 0 };
        }),
      ),
    clear: ({ prefix }) =>
      use(({ statements, queue, context }) =>
        queue.run(() => {
          const { low, high } = rangeOfPrefix(prefix);
          return { deleted: statements.remove(name, low, high, context.clock.now()) };
        }),
      ),
    list: (options) =>
      use(({ reader, context }) => {
        checkLimit(options.limit);
        return readPage(reader, { ...options, namespace: name, now: context.clock.now() });
      }),
  };

  /** Sweeps before it refuses, because expired entries do not count. */
  function makeRoom(statements: EntryStatements, entry: StateEntry, now: number): void {
    const after = (): number => statements.bytesIn(name) - statements.bytesOf(name, entry.key) + sizeOf(entry);
    if (after() <= quota) return;
    statements.sweep(name, now);
    if (after() <= quota) return;
    throw new BaseplateError({
      code: 'quota-exceeded',
      message: `The namespace ${name} may hold ${quota} bytes. Nothing was written; delete something or raise its quota.`,
      details: { namespace: name, quota },
    });
  }
}
