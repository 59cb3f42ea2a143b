import type { AuditEntry } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { auditTrail } from './audit-trail.ts';
import type { TouchedVersion } from './touched.ts';

const baseUrl = 'https://record.example/fhir';

function versionOf(id: string, patient: string): TouchedVersion {
  const text = `{"resourceType":"Task","id":"${id}","for":{"reference":"Patient/${patient}"}}`;
  return { type: 'Task', id, versionId: '2', compartments: [], text };
}

test('an outcome tells of the same as its intent, at its own time and with its own words', async () => {
  const entries: AuditEntry[] = [];
  let time = 1000;
  const trail = auditTrail({
    append: async (some) => void entries.push(...some),
    nameIntent: (requestId) => `${requestId}.1`,
    clock: { now: () => time },
    requestId: 'r',
    agent: { id: 'a', display: 'A', role: 'nurse', organisation: 'o' },
    purposeOfUse: 'TREAT',
    baseUrl: () => baseUrl,
  });
  const writes = [{ version: versionOf('t1', 'p2'), patientsBefore: ['p1'] }, { version: versionOf('t2', 'p2') }];
  const intent = await trail.intent({ action: 'transaction', writes, detail: 'carried' });
  time = 2000;
  await trail.outcome(intent, 'success');
  await trail.outcome(intent, 'failure', 'conflict');
  const [planned, ...ended] = entries;
  expect(planned).toMatchObject({ time: 1000, kind: 'intent', requestId: 'r.1', detail: 'carried' });
  expect(planned).toMatchObject({
    patients: ['p1', 'p2'],
    resources: ['Task/t1/_history/2', 'Task/t2/_history/2'],
    resourceCount: 2,
  });
  expect(planned).not.toHaveProperty('outcome');
  expect(ended).toEqual([
    { ...planned, time: 2000, kind: 'outcome', outcome: 'success' },
    { ...planned, time: 2000, kind: 'outcome', outcome: 'failure', detail: 'conflict' },
  ]);
});
