import { createSqliteRecordStore, type SqliteRecordsOptions } from '@baseplate-epr/records-sqlite';

/** A supplier's store that leaves something open when it is stopped, as a driver does that waits for its server to hang up. */
export function createRecordStore(options: SqliteRecordsOptions) {
  const store = createSqliteRecordStore(options);
  return {
    ...store,
    async start(context: Parameters<typeof store.start>[0]) {
      await store.start(context);
      setInterval(() => undefined, 1000);
    },
  };
}
