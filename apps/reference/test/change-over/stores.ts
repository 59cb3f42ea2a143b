import { join } from 'node:path';
import type { DocumentStore, ModuleContext, RecordStore } from '@baseplate-epr/contracts';
import { createFilesystemDocumentStore } from '@baseplate-epr/documents-filesystem';
import { createS3DocumentStore } from '@baseplate-epr/documents-s3';
import { createPostgresRecordStore } from '@baseplate-epr/records-postgres';
import { createSqliteRecordStore } from '@baseplate-epr/records-sqlite';
import type { TestS3 } from '@baseplate-epr/testing-s3';

/** The outside world, as a store needs it. */
export const context: ModuleContext = {
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

/** Opens the files of a test's documents. */
export async function openFiles(data: string): Promise<DocumentStore> {
  const store = createFilesystemDocumentStore({ directory: join(data, 'documents') });
  await store.start(context);
  return store;
}

/** Opens the bucket of a test's documents. */
export async function openS3({ endpoint, bucket, credentials }: TestS3): Promise<DocumentStore> {
  process.env.S3_ACCESS_KEY = credentials.accessKeyId;
  process.env.S3_SECRET_KEY = credentials.secretAccessKey;
  const named = { accessKeyId: { secret: 'S3_ACCESS_KEY' }, secretAccessKey: { secret: 'S3_SECRET_KEY' } };
  const store = createS3DocumentStore({ endpoint, bucket, credentials: named });
  await store.start(context);
  return store;
}

/** Sizes of all documents, by digest. */
export async function sizesIn(store: DocumentStore): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  let after: string | undefined;
  do {
    const page = await store.list({ limit: 1000, ...(after === undefined ? {} : { after }) });
    for (const { sha256, size } of page.documents) sizes.set(sha256, size);
    after = page.next;
  } while (after !== undefined);
  return sizes;
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
