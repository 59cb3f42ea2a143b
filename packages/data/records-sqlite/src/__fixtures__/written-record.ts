import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IndexedVersion } from '@baseplate-epr/contracts';
import type { Connection } from '../connection/connection.ts';
import { connect, openDatabase } from '../connection/open-connection.ts';
import { resolveOptions } from '../resolve-options.ts';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';
import { testContext } from './test-context.ts';

/** A record that nobody writes any more, with a connection that reads it. */
export interface WrittenRecord {
  readonly connection: Connection;
  close(): Promise<void>;
}

/** Writes these first versions, all at once, into a file in a folder of its own. */
export async function writtenRecord(versions: readonly IndexedVersion[]): Promise<WrittenRecord> {
  const folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
  const options = resolveOptions({ file: join(folder, 'records.db') });
  const store = createSqliteRecordStore({ file: options.file });
  await store.start(testContext);
  await store.commit({ epoch: 0, writes: versions.map((version) => ({ version, expect: 'absent' })) });
  await store.stop();
  const connection = connect(openDatabase(options, true));
  return {
    connection,
    async close() {
      connection.database.close();
      await rm(folder, { recursive: true });
    },
  };
}
