import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { ModuleReference, RecordStore } from '@baseplate-epr/contracts';
import { createSqliteRecordStore } from '@baseplate-epr/records-sqlite';

/** A store and the file without which it takes nothing over. */
export interface HeldRecordsOptions {
  readonly file: string;
  readonly gate: string;
}

/** Records in SQLite that take over versions only once a file is there: a change-over to them lasts as long as a test wants. */
export function heldRecords(options: HeldRecordsOptions): ModuleReference<'record-store'> {
  return {
    contract: 'record-store',
    contractVersion: 1,
    package: 'reference',
    module: import.meta.url,
    factory: 'createHeldRecords',
    keeps: options.file,
    options,
  };
}

/** Makes the store. */
export function createHeldRecords({ file, gate }: HeldRecordsOptions): RecordStore {
  const store = createSqliteRecordStore({ file });
  return {
    ...store,
    async load(options) {
      while (!existsSync(gate)) await wait(50);
      return store.load(options);
    },
  };
}
