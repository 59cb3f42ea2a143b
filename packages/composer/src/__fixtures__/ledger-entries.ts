import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { reference } from './modules.ts';

/** What a first entry says in these tests. */
export const firstEntry: Pick<LedgerEntry, 'data' | 'others' | 'services' | 'what'> = {
  what: 'First start.',
  others: {
    organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
    hosting: { server: reference('host', 'server'), identity: reference('identity', 'identity') },
  },
  services: { references: [], since: 1 },
  data: {
    records: { reference: reference('record-store', 'records'), since: 1 },
    documents: { reference: reference('document-store', 'documents'), since: 1 },
    audit: { reference: reference('audit-log', 'audit'), since: 1 },
    state: { reference: reference('state-store', 'state'), since: 1 },
  },
};
