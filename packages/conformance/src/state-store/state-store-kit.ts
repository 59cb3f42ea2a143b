import type { StateStore } from '@baseplate-epr/contracts';
import { growthCase } from '../kit/growth-case.ts';
import type { Kit } from '../kit/kit.ts';
import { moduleCases } from '../kit/module-cases.ts';
import { besideCases } from './cases/beside-cases.ts';
import { compareAndSetCases } from './cases/compare-and-set-cases.ts';
import { entryCases } from './cases/entry-cases.ts';
import { listCases } from './cases/list-cases.ts';
import { namespaceCases } from './cases/namespace-cases.ts';

/** Every promise of the state-store contract, version 1. */
export const stateStoreKit: Kit<StateStore> = {
  contract: 'state-store',
  contractVersion: 1,
  cases: [
    ...moduleCases<StateStore>('state-store', 1),
    growthCase((store, texts) => {
      const { set } = store.namespace({ name: 'growth' });
      return Promise.all(texts.map((value, index) => set({ key: `text-${index}`, value })));
    }),
    ...entryCases,
    ...compareAndSetCases,
    ...namespaceCases,
    ...listCases,
    ...besideCases,
  ],
};
