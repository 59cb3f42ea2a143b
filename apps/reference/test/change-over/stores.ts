import { join } from 'node:path';
import type { ModuleContext, RecordStore } from '@baseplate-epr/contracts';
import { createPostgresRecordStore } from '@baseplate-epr/records-postgres';
import { createSqliteRecordStore } from '@baseplate-epr/records-sqlite';

const context: ModuleContext = {
  clock: { now: () => Date.now() },
  logger: { info: () => {}, warn: () => {}, error: () => {} },
  randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
};

/** Opens the store of a test's SQLite record beside the processes that serve it. */
export async function openSqlite(data: string): Promise<RecordStore> {
  const store = createSqliteRecordStore({ file: join(data, 'records.db') });
  await store.start(context);
  return store;
}

/** Opens the store of a test's PostgreSQL record. */
export async function openPostgres(url: string): Promise<RecordStore> {
  const store = createPostgresRecordStore({ connection: url, readers: 4 });
  await store.start(context);
  return store;
}

/** Every range of a store's digests. */
export async function digests(store: RecordStore): Promise<string> {
  const { ranges } = await store.digest({ by: 'bucket', limit: 256 });
  return ranges.map(({ name, versions, sum }) => `${name} ${versions} ${sum}`).join('\n');
}

/** Acknowledged versions that are not there exactly once, each resource with all its versions from 1 on. */
export async function lostFrom(
  store: RecordStore,
  acknowledged: readonly (readonly [string, number])[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const [key, version] of acknowledged) {
    const [type = '', id = ''] = key.split('/');
    const { versions } = await store.history({ scope: { type, id }, count: 10_000 });
    const numbers = versions.map(({ versionId }) => Number(versionId));
    const isWhole = numbers.every((number, place) => number === numbers.length - place);
    if (!isWhole || numbers.length < version) faults.push(`${key}: ${numbers} instead of ${version}`);
  }
  return faults;
}
