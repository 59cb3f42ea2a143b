import { expect, test } from 'vitest';
import { firstEntry } from '../../__fixtures__/ledger-entries.ts';
import type { LedgerEntry } from '../../ledger/ledger-entry.ts';
import type { ServicesChange } from '../../ledger/ledger-services.ts';
import { settleServices } from './give-up.ts';

const change: ServicesChange = {
  id: 'second',
  phase: 'loading',
  from: { references: [], since: 5 },
  to: { references: [], since: 9 },
  applier: 'gone',
  judgement: {},
};
const done: ServicesChange = {
  id: 'first',
  phase: 'done',
  from: { references: [], since: 1 },
  to: { references: [], since: 5 },
  judgement: {},
};

function entry(services: LedgerEntry['services']): LedgerEntry {
  return { format: 2, revision: 9, at: 0, epoch: 1, changeOvers: {}, ...firstEntry, services };
}

test('a swap whose leader is gone is given up: the services in force stay, and the way back of the swap before counts again', () => {
  const left = entry({ references: [], since: 5, change: { ...change, before: done } });
  expect(settleServices(left, true)).toBeUndefined();
  expect(settleServices(left, false)).toEqual({
    what: 'Other services were to be loaded. The process that led it is gone. Those in force stay.',
    services: { references: [], since: 5, change: done },
  });
  expect(settleServices(entry({ references: [], since: 5, change }), false)?.services).toEqual({
    references: [],
    since: 5,
  });
});

test('a swap that is done needs nobody', () => {
  expect(settleServices(entry({ references: [], since: 5, change: done }), false)).toBeUndefined();
});
