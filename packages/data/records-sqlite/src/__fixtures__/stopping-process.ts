/* A process that asks a reader, stops the store with a write in hand, says so on its standard output, and has nothing else to wait for. */
import { writeSync } from 'node:fs';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';
import { wide } from './runaway.ts';
import { testContext } from './test-context.ts';

const [file = ''] = process.argv.slice(2);
const store = createSqliteRecordStore({ file });
await store.start(testContext);
await store.search(wide);
const written = store.commit({ epoch: 0, writes: [] });
await store.stop();
await written;
writeSync(1, 'stopped\n');
