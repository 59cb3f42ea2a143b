import type { AuditEntry } from '@baseplate-epr/contracts';

/** An entry with the parts that a test does not care about filled in. */
export function entryOf(given: Partial<AuditEntry> = {}): AuditEntry {
  return {
    time: 1,
    kind: 'intent',
    requestId: 'r',
    action: 'create',
    agent: { id: 'a', display: 'Nurse', role: 'R8001', organisation: 'RXX01' },
    purposeOfUse: 'TREAT',
    patients: ['p'],
    resources: [],
    resourceCount: 0,
    ...given,
  };
}
