import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordStoreKit, runKit } from '@baseplate-epr/conformance';
import { createSqliteRecordStore } from './src/sqlite-record-store.ts';

const base = recordStoreKit.cases.find((c) => c.name.startsWith('agreement'))!;
const end = performance.now() + 55000;
let n = 0;
while (performance.now() < end) {
  const cases = [{ ...base, name: base.name + 'z' + n++ }];
  const report = await runKit({
    kit: { ...recordStoreKit, cases },
    subject: {
      create: async () => {
        const folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
        const reopen = async () => createSqliteRecordStore({ file: join(folder, 'records.db') });
        return { adapter: await reopen(), reopen, cleanup: () => rm(folder, { recursive: true }) };
      },
    },
  });
  if (!report.passed) {
    console.log(report.results[0].reason);
    break;
  }
}
console.log('rounds', n);
