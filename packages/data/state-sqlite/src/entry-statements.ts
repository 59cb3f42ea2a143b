import type { StateEntry } from '@baseplate-epr/contracts';
import type { Database } from 'better-sqlite3';

/** A row of `state_entry`, as far as callers see it. */
export interface EntryRow {
  readonly key: Buffer;
  readonly value: string;
  readonly version: string;
  readonly expires_at: number | null;
}

/** Statements on the entries of one database. Those that write must run within a transaction. */
export interface EntryStatements {
  /** What is there at this moment. */
  live(namespace: string, key: string, now: number): StateEntry | undefined;
  /** Writes or replaces an entry. */
  put(namespace: string, entry: StateEntry): void;
  /** Deletes what is in the range of keys, expired or not, and gives how many of them were live. */
  remove(namespace: string, low: Buffer, high: Buffer | undefined, now: number): number;
  /** Deletes what has expired in a namespace. */
  sweep(namespace: string, now: number): void;
  /** Deletes what has expired anywhere. */
  sweepAll(now: number): void;
  /** UTF-8 bytes held by a namespace, expired entries included until they are swept. */
  bytesIn(namespace: string): number;
  /** UTF-8 bytes held by a key, expired or not. */
  bytesOf(namespace: string, key: string): number;
}

/** UTF-8 bytes of an entry, as quotas count them. */
export const sizeOf = ({ key, value }: { readonly key: string; readonly value: string }): number =>
  Buffer.byteLength(key) + Buffer.byteLength(value);

/** Prepares the statements. */
export function prepareEntryStatements(database: Database): EntryStatements {
  const select = database.prepare<[string, Buffer, number], EntryRow>(
    `select key, value, version, expires_at from state_entry
     where namespace = ? and key = ? and (expires_at is null or expires_at >= ?)`,
  );
  const size = database
    .prepare<[string, Buffer], number>('select bytes from state_entry where namespace = ? and key = ?')
    .pluck();
  const held = database.prepare<[string], number>('select bytes from namespace where name = ?').pluck();
  const upsert = database.prepare(
    `insert into state_entry (namespace, key, value, version, expires_at, bytes) values (?, ?, ?, ?, ?, ?)
     on conflict (namespace, key) do update set
       value = excluded.value, version = excluded.version, expires_at = excluded.expires_at, bytes = excluded.bytes`,
  );
  const add = database.prepare(
    'insert into namespace (name, bytes) values (?, ?) on conflict (name) do update set bytes = bytes + excluded.bytes',
  );
  const drop = database.prepare('delete from namespace where name = ? and bytes = 0');
  const range = 'namespace = ? and key >= ? and (? is null or key < ?)';
  const removed = database.prepare<
    [string, Buffer, Buffer | null, Buffer | null],
    { bytes: number; expires_at: number | null }
  >(`delete from state_entry where ${range} returning bytes, expires_at`);
  const swept = database.prepare<[number], { namespace: string; bytes: number }>(
    'delete from state_entry where expires_at < ? returning namespace, bytes',
  );
  const sweptIn = database.prepare<[number, string], { namespace: string; bytes: number }>(
    'delete from state_entry where expires_at < ? and namespace = ? returning namespace, bytes',
  );
  const release = (rows: readonly { readonly namespace: string; readonly bytes: number }[]): void => {
    for (const { namespace, bytes } of rows) {
      add.run(namespace, -bytes);
      drop.run(namespace);
    }
  };
  const bytesOf = (namespace: string, key: string): number => size.get(namespace, Buffer.from(key)) ?? 0;
  return {
    live: (namespace, key, now) => {
      const row = select.get(namespace, Buffer.from(key), now);
      return row === undefined ? undefined : entryOf(row);
    },
    put: (namespace, entry) => {
      const { key, value, version, expiresAt = null } = entry;
      const bytes = sizeOf(entry);
      add.run(namespace, bytes - bytesOf(namespace, key));
      upsert.run(namespace, Buffer.from(key), value, version, expiresAt, bytes);
    },
    remove: (namespace, low, high = undefined, now) => {
      const rows = removed.all(namespace, low, high ?? null, high ?? null);
      release(rows.map(({ bytes }) => ({ namespace, bytes })));
      return rows.filter(({ expires_at: expiresAt }) => expiresAt === null || expiresAt >= now).length;
    },
    sweep: (namespace, now) => release(sweptIn.all(now, namespace)),
    sweepAll: (now) => release(swept.all(now)),
    bytesIn: (namespace) => held.get(namespace) ?? 0,
    bytesOf,
  };
}

/** The entry in a row. */
export function entryOf({ key, value, version, expires_at: expiresAt }: EntryRow): StateEntry {
  return { key: key.toString(), value, version, ...(expiresAt === null ? {} : { expiresAt }) };
}
