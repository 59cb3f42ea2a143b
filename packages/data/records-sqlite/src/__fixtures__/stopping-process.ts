/* A process that asks a reader, stops the store, says so on its standard output, and has nothing else to wait for. */
import { writeSync } from 'node:fs';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';
import { wide } from './runaway.ts';
import { testContext } from './test-context.ts';

const [file = ''] = process.argv.slice(2);
const store = createSqliteRecordStore({ file });
await store.start(testContext);
await store.search(wide);
await store.stop();
writeSync(1, 'stopped\n');
