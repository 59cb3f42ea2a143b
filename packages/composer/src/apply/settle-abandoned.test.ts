import { expect, test } from 'vitest';
import { firstEntry } from '../__fixtures__/ledger-entries.ts';
import { newStore, oldStore } from '../__fixtures__/switched-records.ts';
import type { ChangeOver, LedgerEntry } from '../ledger/ledger-entry.ts';
import { settleAbandoned } from './settle-abandoned.ts';

const over: ChangeOver = { id: 'x', phase: 'copying', from: oldStore, to: newStore, applier: 'leader' };

function entryWith(changeOver: Partial<ChangeOver>): LedgerEntry {
  const isNew = changeOver.phase === 'flipped' || changeOver.phase === 'mirroring';
  return {
    format: 2,
    revision: 7,
    at: 0,
    epoch: 3,
    ...firstEntry,
    data: { ...firstEntry.data, records: isNew ? newStore : oldStore },
    changeOvers: { records: { ...over, ...changeOver } },
  };
}

const gone = { place: 'records', isLed: false, isMet: true, isOverdue: false } as const;

test.each(['copying', 'following', 'holding'] as const)(
  'left while %s, it can be resumed, and nothing is held',
  (phase) => {
    const settled = settleAbandoned(entryWith({ phase }), gone);
    expect(settled?.changeOvers?.records).toEqual({ id: 'x', phase: 'copying', from: oldStore, to: newStore });
    expect(settled?.data).toBeUndefined();
  },
);

test('left amid the hold, the epoch passes the fence that may be there', () => {
  expect(settleAbandoned(entryWith({ phase: 'holding' }), gone)?.epoch).toBe(4);
});

test('left after the flip, the new store takes writes, but only once everybody reads it', () => {
  const entry = entryWith({ phase: 'flipped' });
  expect(settleAbandoned(entry, { ...gone, isMet: false })).toBeUndefined();
  const settled = settleAbandoned(entry, gone);
  expect(settled?.changeOvers?.records).toEqual({ id: 'x', phase: 'mirroring', from: oldStore, to: newStore });
  expect(settled?.epoch).toBeUndefined();
});

test('left after the flip while somebody cannot read the new store, the old one goes on, and no hold is without end', () => {
  const overdue = { ...gone, isMet: false, isOverdue: true };
  const settled = settleAbandoned(entryWith({ phase: 'flipped' }), overdue);
  expect(settled).toMatchObject({ epoch: 4, data: { records: oldStore } });
  expect(settled?.changeOvers?.records).toEqual({ id: 'x', phase: 'copying', from: oldStore, to: newStore });
  expect(settleAbandoned(entryWith({ phase: 'flipped' }), { ...overdue, isMet: true })?.data).toBeUndefined();

  // Who reads changes followed it there, and is led back.
  const there = { from: oldStore.since, endedAt: 'o', to: newStore.since, flippedAt: 'n' };
  expect(settleAbandoned({ ...entryWith({ phase: 'flipped' }), passages: [there] }, overdue)?.passages).toEqual([
    { from: newStore.since, endedAt: 'n', to: oldStore.since, flippedAt: 'o' },
  ]);

  const undone: ChangeOver = { id: 'first', phase: 'mirroring', from: oldStore, to: newStore };
  const back = entryWith({ phase: 'flipped', from: newStore, to: oldStore, undoes: undone });
  expect(settleAbandoned(back, overdue)).toMatchObject({
    data: { records: newStore },
    changeOvers: { records: undone },
  });
});

test('a rollback that is left before its flip leaves what it would have undone', () => {
  const undone: ChangeOver = { id: 'first', phase: 'mirroring', from: oldStore, to: newStore, mirror: 'somebody' };
  for (const phase of ['following', 'holding'] as const) {
    const entry = entryWith({ id: 'back', phase, from: newStore, to: oldStore, undoes: undone });
    expect(settleAbandoned(entry, gone)?.changeOvers?.records).toEqual(undone);
  }
  const flipped = entryWith({ id: 'back', phase: 'flipped', from: newStore, to: oldStore, undoes: undone });
  expect(settleAbandoned(flipped, gone)?.changeOvers?.records).toMatchObject({ id: 'back', phase: 'mirroring' });
});

test('while somebody leads, or nobody did, nothing is settled', () => {
  for (const phase of ['copying', 'following', 'holding', 'flipped'] as const)
    expect(settleAbandoned(entryWith({ phase }), { ...gone, isLed: true })).toBeUndefined();
  const { applier: _, ...unled } = over;
  expect(settleAbandoned({ ...entryWith({}), changeOvers: { records: unled } }, gone)).toBeUndefined();
  expect(settleAbandoned({ ...entryWith({}), changeOvers: {} }, gone)).toBeUndefined();
});
