import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { postgresAudit } from '@baseplate-epr/audit-postgres';
import { sqliteAudit } from '@baseplate-epr/audit-sqlite';
import type { defineAssembly } from '@baseplate-epr/composer';
import { filesystemDocuments } from '@baseplate-epr/documents-filesystem';
import { s3Documents } from '@baseplate-epr/documents-s3';
import { postgresRecords } from '@baseplate-epr/records-postgres';
import { sqliteRecords } from '@baseplate-epr/records-sqlite';
import { postgresState } from '@baseplate-epr/state-postgres';
import { sqliteState } from '@baseplate-epr/state-sqlite';
import { startS3 } from '@baseplate-epr/testing-s3';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** On which stores the tests of this project run. */
    stores: 'sqlite' | 'postgres' | 'postgres and s3';
  }
}

/** The stores of an assembly, and what must be ended after it. */
export interface TrialStores {
  readonly data: Parameters<typeof defineAssembly>[0]['data'];
  close(): Promise<void>;
}

/** The stores that this project of the test run is about, empty. The folder is for those that keep files. */
export async function openStores(folder: string): Promise<TrialStores> {
  const documents = filesystemDocuments({ directory: join(folder, 'documents') });
  const stores = inject('stores');
  if (stores === 'sqlite') {
    const data = {
      records: sqliteRecords({ file: join(folder, 'records.db') }),
      documents,
      audit: sqliteAudit({ file: join(folder, 'audit.db') }),
      state: sqliteState({ file: join(folder, 'state.db') }),
    };
    return { data, close: async () => {} };
  }
  const connection = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const data = {
    records: postgresRecords({ connection, schema: `${name}_records`, readers: 4 }),
    documents,
    audit: postgresAudit({ connection, schema: `${name}_audit` }),
    state: postgresState({ connection, schema: `${name}_state` }),
  };
  if (stores === 'postgres') return { data, close: async () => {} };
  const server = await startS3();
  const { endpoint, bucket, credentials } = server;
  process.env.S3_ACCESS_KEY_ID = credentials.accessKeyId;
  process.env.S3_SECRET_ACCESS_KEY = credentials.secretAccessKey;
  const keys = { accessKeyId: { secret: 'S3_ACCESS_KEY_ID' }, secretAccessKey: { secret: 'S3_SECRET_ACCESS_KEY' } };
  return {
    data: { ...data, documents: s3Documents({ endpoint, bucket, credentials: keys }) },
    close: () => server.close(),
  };
}
