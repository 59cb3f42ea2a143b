import type { AuditEntry } from '@baseplate-epr/contracts';

/** An entry as plain as any. */
export const intent: AuditEntry = {
  time: 1,
  kind: 'intent',
  requestId: 'r',
  action: 'create',
  agent: { id: 'a', display: 'Nurse', role: 'R8001', organisation: 'RXX01' },
  purposeOfUse: 'TREAT',
  patients: ['p'],
  resources: [],
  resourceCount: 0,
};
