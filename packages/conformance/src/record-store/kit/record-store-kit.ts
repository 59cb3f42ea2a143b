import type { RecordStore } from '@baseplate-epr/contracts';
import type { Kit } from '../../kit/kit.ts';
import { moduleCases } from '../../kit/module-cases.ts';
import { chainCases } from './chain-cases.ts';
import { commitCases } from './commit-cases.ts';
import { guardCases } from './guard-cases.ts';
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
    ...sortCases,
  ],
};
