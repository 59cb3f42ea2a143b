import type { ContractName } from './module/module.ts';

/** The newest version of each contract that this package describes. */
export const contractVersions = {
  'record-store': 1,
  'document-store': 1,
  'state-store': 1,
  'audit-log': 1,
  identity: 1,
  'digital-service': 1,
  host: 1,
} as const satisfies Record<ContractName, number>;
