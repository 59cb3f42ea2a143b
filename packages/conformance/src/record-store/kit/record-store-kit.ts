import type { RecordStore } from '@baseplate-epr/contracts';
import type { Kit } from '../../kit/kit.ts';
import { moduleCases } from '../../kit/module-cases.ts';
import { accessCases } from './access-cases.ts';
import { chainCases } from './chain-cases.ts';
import { changeCases } from './change-cases.ts';
import { commitCases } from './commit-cases.ts';
import { costCases } from './cost-cases.ts';
import { digestCases } from './digest-cases.ts';
import { durabilityCases } from './durability-cases.ts';
import { fenceCases } from './fence-cases.ts';
import { guardCases } from './guard-cases.ts';
import { historyCases } from './history-cases.ts';
import { includeCases } from './include-cases.ts';
import { indexCases } from './index-cases.ts';
import { loadCases } from './load-cases.ts';
import { pagingCases } from './paging-cases.ts';
import { predicateCases } from './predicate-cases.ts';
import { raceCases } from './race-cases.ts';
import { scopeCases } from './scope-cases.ts';
import { sortCases } from './sort-cases.ts';
import { textCases } from './text-cases.ts';
import { versionCases } from './version-cases.ts';

/** The promises of record-store, version 1. A store that passes may keep patients' records. */
export const recordStoreKit: Kit<RecordStore> = {
  contract: 'record-store',
  contractVersion: 1,
  capabilitiesOf: ({ capabilities }) => ({ ...capabilities }),
  cases: [
    ...moduleCases<RecordStore>('record-store', 1),
    ...versionCases,
    ...textCases,
    ...commitCases,
    ...guardCases,
    ...raceCases,
    ...scopeCases,
    ...predicateCases,
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
    ...fenceCases,
    ...digestCases,
    ...durabilityCases,
  ],
};
