import { expect, test } from 'vitest';
import { registerKit } from '../kit/register-kit.ts';
import { runKit } from '../kit/run-kit.ts';
import { memoryRecordStoreSubject } from './memory-record-subject.ts';
import { recordStoreKit } from './record-store-kit.ts';

registerKit({ kit: recordStoreKit, subject: memoryRecordStoreSubject, test });

test('cases about several processes pass on two memory stores that share a disk', async () => {
  const { create } = memoryRecordStoreSubject;
  const supported = { support: 'supported' } as const;
  const shared = { multipleProcesses: supported, verbatimHistory: supported, givenEntries: supported };
  const report = await runKit({
    kit: { ...recordStoreKit, cases: recordStoreKit.cases.filter(({ requires }) => requires === 'multipleProcesses') },
    subject: {
      create: async (context) => {
        const instance = await create(context);
        return {
          ...instance,
          adapter: { ...instance.adapter, capabilities: shared },
          reopen: async () => ({ ...(await instance.reopen()), capabilities: shared }),
        };
      },
    },
  });
  expect(report.results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(report.results.length).toBeGreaterThan(0);
});

test('every case has a name of its own', () => {
  const names = recordStoreKit.cases.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
