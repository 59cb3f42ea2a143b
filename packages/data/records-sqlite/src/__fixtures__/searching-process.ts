/*
 * A process that asks a question which would run for minutes, and says on its standard output when it has begun. Whoever started
 * it kills it, and looks whether a reader process is left behind.
 */
import { writeSync } from 'node:fs';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';
import { runaway } from './runaway.ts';
import { testContext } from './test-context.ts';

const [file = ''] = process.argv.slice(2);
const store = createSqliteRecordStore({ file, readerTime: 600_000 });
await store.start(testContext);
const running = store.search(runaway);
writeSync(1, 'asked\n');
await running;
