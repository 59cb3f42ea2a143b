import { expect, test } from 'vitest';
import { firstEntry } from '../../__fixtures__/ledger-entries.ts';
import { context, newStore, oldStore } from '../../__fixtures__/switched-records.ts';
import type { LedgerEntry } from '../../ledger/ledger-entry.ts';
import { openRecordSides } from './record-sides.ts';

const words = async (applied: boolean, named: boolean) => {
  const others = { ...firstEntry.others, search: { fullText: applied } };
  const entry: LedgerEntry = { format: 2, revision: 1, at: 0, epoch: 1, changeOvers: {}, ...firstEntry, others };
  const data = Object.fromEntries(Object.entries(firstEntry.data).map(([place, { reference }]) => [place, reference]));
  const sides = await openRecordSides({
    entry,
    over: { id: 'x', phase: 'copying', from: oldStore, to: newStore },
    configuration: { ...others, search: { fullText: named }, ledger: { directory: 'none' }, data } as never,
    context,
    rollCall: { serving: async () => [] } as never,
  });
  const text = '{"resourceType":"Patient","id":"p","name":[{"family":"Edwards"}]}';
  const patient = { type: 'Patient', id: 'p', versionId: '1', lastUpdated: 1, deleted: false, text, compartments: [] };
  const entries = await sides.entries.entriesOf(patient);
  await sides.close();
  return entries.some(({ parameter }) => parameter === '_content');
};

test('what goes over is indexed as the processes that serve index, whatever the file says for their next start', async () => {
  expect(await words(true, false)).toBe(true);
  expect(await words(false, true)).toBe(false);
});
