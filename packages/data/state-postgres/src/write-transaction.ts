import { advisoryLock } from '@baseplate-epr/postgres-connection';
import type { PoolClient } from 'pg';
import { type HeldEntry, type StagedState, stageState } from './staged-state.ts';
import { ask, statements, together } from './statements.ts';

/** A key that a transaction looks at. */
export interface WantedKey {
  readonly namespace: string;
  readonly key: string;
  /** With its value, for a caller who may have to be shown it. */
  readonly whole: boolean;
}

/** One transaction that writes, under the locks of its namespaces. */
export interface WriteTransaction {
  readonly state: StagedState;
  /** Deletes what has expired in a namespace. */
  sweep(namespace: string, now: number): Promise<void>;
  /** Deletes every key of a prefix, and tells how many of them were live. Of a namespace that nothing else is staged in. */
  clear(
    namespace: string,
    range: { readonly low: Buffer; readonly high: Buffer | undefined },
    now: number,
  ): Promise<number>;
  /** Writes what is staged, and a mark that tells later whether it did, and ends. */
  commit(mark: Mark): Promise<void>;
}

/** What a transaction leaves behind to be known by. */
export interface Mark {
  readonly writer: string;
  readonly mark: string;
}

interface FoundRow {
  readonly namespace: string;
  readonly key: Buffer;
  readonly version: string;
  readonly expires_at: number | null;
  readonly bytes: number;
  readonly value: Buffer | null;
}

/**
 * Begins one: waits until it holds the lock of every namespace, then reads what it will look at. All that travels together; each
 * statement sees what had taken effect when it began, so the reading sees every write before. The locks are taken in one order by
 * everybody, and go with the transaction.
 */
export async function beginWriting(
  client: PoolClient,
  schema: string,
  namespaces: readonly string[],
  wanted: readonly WantedKey[],
): Promise<WriteTransaction> {
  const begin = client.query('BEGIN');
  const lock = ask(client, statements.lock, [locksOf(schema, namespaces)]);
  const entries = ask<FoundRow>(client, statements.find, [
    wanted.map(({ namespace }) => namespace),
    wanted.map(({ key }) => Buffer.from(key)),
    wanted.map(({ whole }) => whole),
  ]);
  const counts = ask<{ name: string; bytes: number }>(client, statements.count, [[...namespaces]]);
  await together([begin, lock, entries, counts]);
  const state = stageState(
    byNamespace((await entries).rows),
    new Map((await counts).rows.map(({ name, bytes }) => [name, bytes])),
  );
  return {
    state,
    async sweep(namespace, now) {
      state.sweep(namespace, now);
      const staged = [...(state.changes.entries.get(namespace)?.keys() ?? [])].map((key) => Buffer.from(key));
      const { rows } = await ask<{ bytes: number }>(client, statements.sweep, [namespace, now, staged]);
      state.release(namespace, rows[0]?.bytes ?? 0);
    },
    async clear(namespace, { low, high = null }, now) {
      const { rows } = await ask<{ bytes: number; live: number }>(client, statements.clear, [
        namespace,
        low,
        high,
        now,
      ]);
      state.release(namespace, rows[0]?.bytes ?? 0);
      return rows[0]?.live ?? 0;
    },
    commit: ({ writer, mark }) =>
      together([...write(client, state), ask(client, statements.mark, [writer, mark]), client.query('COMMIT')]),
  };
}

/**
 * Whether a transaction that held the locks of these namespaces, and whose end was not heard of, was committed.
 */
export async function wasCommitted(
  client: PoolClient,
  schema: string,
  namespaces: readonly string[],
  { writer, mark }: Mark,
): Promise<boolean> {
  await ask(client, statements.lock, [locksOf(schema, namespaces)]);
  const { rows } = await ask<{ mark: string }>(client, statements.marked, [writer]);
  return rows[0]?.mark === mark;
}

/** Numbers of the locks, in the order in which everybody takes them. */
function locksOf(schema: string, namespaces: readonly string[]): readonly string[] {
  return namespaces
    .map((name) => BigInt(advisoryLock(`${schema} namespace ${name}`)))
    .sort((left, right) => (left < right ? -1 : 1))
    .map(String);
}

function byNamespace(rows: readonly FoundRow[]): Map<string, Map<string, HeldEntry>> {
  const found = new Map<string, Map<string, HeldEntry>>();
  for (const { namespace, key, version, expires_at, bytes, value } of rows) {
    const inside = found.get(namespace) ?? new Map<string, HeldEntry>();
    found.set(namespace, inside);
    inside.set(key.toString(), { version, expiresAt: expires_at ?? undefined, bytes, value: value?.toString() });
  }
  return found;
}

function write(client: PoolClient, { changes }: StagedState): Promise<unknown>[] {
  const rows = [...changes.entries].flatMap(([namespace, entries]) =>
    [...entries].map(([key, entry]) => ({ namespace, key: Buffer.from(key), entry })),
  );
  const removed = rows.filter(({ entry }) => entry === undefined);
  const put = rows.flatMap(({ entry, ...place }) => (entry === undefined ? [] : [{ ...place, entry }]));
  const names = [...changes.bytes.keys()];
  const asked: Promise<unknown>[] = [];
  if (removed.length > 0) {
    asked.push(
      ask(client, statements.remove, [removed.map(({ namespace }) => namespace), removed.map(({ key }) => key)]),
    );
  }
  if (put.length > 0) {
    asked.push(
      ask(client, statements.put, [
        put.map(({ namespace }) => namespace),
        put.map(({ key }) => key),
        put.map(({ entry }) => Buffer.from(entry.value)),
        put.map(({ entry }) => entry.version),
        put.map(({ entry }) => entry.expiresAt ?? null),
      ]),
    );
  }
  if (names.length > 0) {
    asked.push(
      ask(client, statements.account, [names, [...changes.bytes.values()]]),
      ask(client, statements.forget, [names]),
    );
  }
  return asked;
}
