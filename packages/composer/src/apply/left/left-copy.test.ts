import { expect, test } from 'vitest';
import { firstEntry } from '../../__fixtures__/ledger-entries.ts';
import { reference } from '../../__fixtures__/modules.ts';
import type { ChangeOver, LedgerEntry } from '../../ledger/ledger-entry.ts';
import { leftCopy } from './left-copy.ts';

const there = { ...reference('record-store', 'records'), keeps: 'there' };
const first: LedgerEntry = { format: 2, revision: 1, at: 1, epoch: 1, changeOvers: {}, ...firstEntry };
const over: ChangeOver = {
  id: 'one',
  phase: 'copying',
  from: firstEntry.data.records,
  to: { reference: there, since: 2 },
};

function left(...overs: readonly (ChangeOver | undefined)[]) {
  const entries = overs.map((records, index): LedgerEntry => {
    const changeOvers = records === undefined ? {} : { records };
    return { ...first, revision: index + 2, at: index + 2, changeOvers };
  });
  const ledger = { entries: async () => [first, ...entries] };
  return leftCopy({ ledger, entry: first, place: 'records', to: there });
}

test('what was given up is found as it stood last, of the store that is asked for and from the one in force', async () => {
  expect(await left()).toBeUndefined();
  const following = { ...over, phase: 'following' as const };
  expect(await left(over, following, undefined)).toEqual({ over: following, at: 3 });
  expect(await left({ ...over, to: { ...over.to, reference: { ...there, keeps: 'elsewhere' } } })).toBeUndefined();
  expect(await left({ ...over, from: { ...over.from, since: 7 } })).toBeUndefined();
});

test('what was once in force for reads, or was the way back, is nothing that was left half copied', async () => {
  expect(await left(over, { ...over, phase: 'flipped' }, over, undefined)).toBeUndefined();
  expect(await left({ ...over, undoes: over })).toBeUndefined();
});
