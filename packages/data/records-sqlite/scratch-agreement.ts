import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plantedRecordStoreFaults, recordStoreKit, runKit } from '@baseplate-epr/conformance';
import { createSqliteRecordStore } from './src/sqlite-record-store.ts';

const base = recordStoreKit.cases.find((c) => c.name.startsWith('agreement'))!;
const one = { ...recordStoreKit, cases: [base] };
for (const f of plantedRecordStoreFaults) {
  const r = await runKit({ kit: one, subject: f.subject });
  if (!r.passed) console.log('agreement catches', f.name);
}
const cases = Array.from({ length: 60 }, (_, i) => ({ ...base, name: base.name + i }));
const t = performance.now();
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
console.log(report.passed, performance.now() - t);
for (const r of report.results)
  if (r.outcome !== 'passed') {
    console.log(r.reason);
    break;
  }
