import { expect, test } from 'vitest';
import { firstEntry } from '../__fixtures__/ledger-entries.ts';
import type { ChangeOver, DataPlace, LedgerEntry } from './ledger-entry.ts';
import type { ServicesChange } from './ledger-services.ts';
import { nextUndo } from './next-undo.ts';
import { undoable } from './undoable.ts';

function over(place: DataPlace, run: string, at: number, more: Partial<ChangeOver> = {}): ChangeOver {
  const from = firstEntry.data[place];
  return {
    id: `${place}-${at}`,
    phase: 'mirroring',
    from,
    to: { ...from, since: 3 },
    asked: { run, at, isBack: false },
    ...more,
  };
}

function swap(since: number, more: Partial<ServicesChange> = {}): ServicesChange {
  const from = { references: [], since: 1 };
  return { id: `swap-${since}`, phase: 'done', from, to: { ...from, since }, judgement: {}, ...more };
}

function entry(changeOvers: LedgerEntry['changeOvers'], change?: ServicesChange) {
  return { changeOvers, services: { ...firstEntry.services, ...(change === undefined ? {} : { change }) } };
}

const back = (run: string, at: number) => ({ asked: { run, at, isBack: true } });

test('a swap that came after a change-over is undone first, also after one that was begun and left', () => {
  for (const phase of ['copying', 'mirroring'] as const) {
    const records = over('records', 'a', 4, { phase });
    expect(nextUndo(entry({ records }, swap(9)))).toMatchObject({ kind: 'services', change: { id: 'swap-9' } });
    expect(nextUndo(entry({ records }))).toEqual({ kind: 'stores', places: ['records'] });
  }
});

test('a change-over that was taken up again, flipped or begun after a swap is undone first', () => {
  const records = over('records', 'a', 12, { phase: 'copying' });
  expect(nextUndo(entry({ records }, swap(9)))).toEqual({ kind: 'stores', places: ['records'] });
});

test('what one apply has done is undone together, the last place first, and what another has done is left alone', () => {
  const overs = {
    documents: over('documents', 'a', 3),
    records: over('records', 'b', 8),
    state: over('state', 'b', 12),
  };
  expect(nextUndo(entry(overs))).toEqual({ kind: 'stores', places: ['state', 'records'] });
  expect(nextUndo(entry({ documents: overs.documents }))).toEqual({ kind: 'stores', places: ['documents'] });
});

test('a rollback that was stopped halfway goes on, and one that was done is undone as a whole', () => {
  const [records, state] = [over('records', 'a', 5), over('state', 'a', 14, back('a', 14))];
  expect(nextUndo(entry({ records, state }))).toEqual({ kind: 'stores', places: ['records'] });
  const both = { records: over('records', 'a', 16, back('a', 16)), state };
  expect(nextUndo(entry(both))).toEqual({ kind: 'stores', places: ['state', 'records'] });
});

test('what earlier releases have begun counts as done together, when it was begun', () => {
  const { asked: _, ...records } = over('records', '', 0);
  const { asked: __, ...state } = over('state', '', 0);
  expect(nextUndo(entry({ records, state }, swap(2)))).toEqual({ kind: 'stores', places: ['state', 'records'] });
  expect(nextUndo(entry({ records, state }, swap(4)))?.kind).toBe('services');
});

test('while services are being loaded the swap before them counts, and where nothing was done nothing is undone', () => {
  const loading = swap(9, { phase: 'loading', before: swap(5) });
  expect(nextUndo(entry({}, loading))).toMatchObject({ change: { id: 'swap-5' } });
  expect(nextUndo(entry({}, swap(9, { phase: 'loading' })))).toBeUndefined();
});

test('who has seen what would be undone is not taken at their word once something else would be', () => {
  const [early, late] = [4, 12].map((at) =>
    entry({ records: over('records', 'a', 0, { id: 'same', asked: { run: 'a', at, isBack: false } }) }, swap(9)),
  );
  expect(early && late && undoable(early) === undoable(late)).toBe(false);
});
