/* A process that stops the store with a write in hand, says what became of it, and has nothing else to wait for: no reader, no timer. */
import { writeSync } from 'node:fs';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';
import { testContext } from './test-context.ts';

const [file = ''] = process.argv.slice(2);
const store = createSqliteRecordStore({ file, readers: 0 });
await store.start(testContext);
const written = store.commit({ epoch: 0, writes: [] });
await store.stop();
writeSync(1, `${(await written).outcome}\n`);
