import type { Module } from '@baseplate-epr/contracts';
import type { ChangeOver } from '../ledger/ledger-entry.ts';
import type { Switch } from '../switching/switch.ts';

/** A switch whose store in force the test turns over by itself. */
export function plainSwitch<Store extends Module>(
  stores: Readonly<Record<number, Store>>,
  state: { since: number; over?: Partial<ChangeOver> },
): Switch<Store> {
  const inForce = () => {
    const store = stores[state.since];
    if (store === undefined) throw new Error(`There is no store ${state.since}.`);
    return { store, since: state.since, epoch: 1 };
  };
  return {
    meet: async () => {},
    opened: () => undefined,
    now: inForce,
    certain: inForce,
    find: (since) => stores[since],
    changeOver: () => state.over as ChangeOver | undefined,
    passages: () => [],
    reading: (work) => work(inForce()),
    writing: (work) => work(inForce()),
  };
}
