import { randomBytes } from 'node:crypto';
import type { Subject } from '@baseplate-epr/conformance';
import type { RecordStore } from '@baseplate-epr/contracts';
import pg from 'pg';
import { inject } from 'vitest';
import type { StoreShape } from '../open-store.ts';
import { createStore } from '../postgres-record-store.ts';

/** Stores on the server of the test run, each in a schema of its own. */
export function storeSubject(shape: Partial<StoreShape> = {}): Subject<RecordStore> {
  const connection = inject('postgresUrl');
  return {
    create: async () => {
      const schema = freshSchema();
      const reopen = async () => createStore({ connection, schema, readers: 4 }, shape);
      return { adapter: await reopen(), reopen, cleanup: () => dropSchema(connection, schema) };
    },
  };
}

/** A schema name that no other test has. */
export function freshSchema(): string {
  return `test_${randomBytes(8).toString('hex')}`;
}

/** Removes a schema with all that is in it. */
export async function dropSchema(connection: string, schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: connection });
  await client.connect();
  try {
    await client.query(`SET client_min_messages = warning; DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  } finally {
    await client.end();
  }
}
