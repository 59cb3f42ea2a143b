import type { RecordStore } from '@baseplate-epr/contracts';
import { growthCase } from '../kit/growth-case.ts';
import type { Kit } from '../kit/kit.ts';
import { moduleCases } from '../kit/module-cases.ts';
import { accessCases } from './cases/access-cases.ts';
import { againCases } from './cases/again-cases.ts';
import { againRandomCases } from './cases/again-random-cases.ts';
import { agreementCases } from './cases/agreement-cases.ts';
import { chainCases } from './cases/chain-cases.ts';
import { changeCases } from './cases/change-cases.ts';
import { commitCases } from './cases/commit-cases.ts';
import { costCases } from './cases/cost-cases.ts';
import { digestCases } from './cases/digest-cases.ts';
import { writeOf } from './cases/drafts.ts';
import { durabilityCases } from './cases/durability-cases.ts';
import { fenceCases } from './cases/fence-cases.ts';
import { generationCases } from './cases/generation-cases.ts';
import { guardCases } from './cases/guard-cases.ts';
import { historyCases } from './cases/history-cases.ts';
import { includeCases } from './cases/include-cases.ts';
import { indexCases } from './cases/index-cases.ts';
import { loadCases } from './cases/load-cases.ts';
import { pagingCases } from './cases/paging-cases.ts';
import { passageCases } from './cases/passage-cases.ts';
import { predicateCases } from './cases/predicate-cases.ts';
import { raceCases } from './cases/race-cases.ts';
import { scopeCases } from './cases/scope-cases.ts';
import { sortCases } from './cases/sort-cases.ts';
import { textCases } from './cases/text-cases.ts';
import { timeOrderCases } from './cases/time-order-cases.ts';
import { versionCases } from './cases/version-cases.ts';

/** The promises of record-store, version 1. A store that passes may keep patients' records. */
export const recordStoreKit: Kit<RecordStore> = {
  contract: 'record-store',
  contractVersion: 1,
  capabilitiesOf: ({ capabilities: { types: _, versionLimit: __, timesKnownSince: ___, ...abilities } }) => abilities,
  cases: [
    ...moduleCases<RecordStore>('record-store', 1),
    growthCase((store, texts) =>
      store.commit({
        epoch: 1,
        guards: [],
        writes: texts.map((text, index) =>
          writeOf({ id: `text-${index}`, text: JSON.stringify({ resourceType: 'Observation', text }) }),
        ),
      }),
    ),
    ...versionCases,
    ...textCases,
    ...commitCases,
    ...guardCases,
    ...raceCases,
    ...scopeCases,
    ...predicateCases,
    ...passageCases,
    ...chainCases,
    ...accessCases,
    ...sortCases,
    ...pagingCases,
    ...costCases,
    ...includeCases,
    ...historyCases,
    ...changeCases,
    ...loadCases,
    ...indexCases,
    ...generationCases,
    ...timeOrderCases,
    ...fenceCases,
    ...digestCases,
    ...durabilityCases,
    ...agreementCases,
    ...againCases,
    ...againRandomCases,
  ],
};
