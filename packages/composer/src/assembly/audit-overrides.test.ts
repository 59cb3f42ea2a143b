import type { AuditEventOptions } from '@baseplate-epr/record';
import { expect, test } from 'vitest';
import { auditOverrides } from './audit-overrides.ts';

test('the audit names the administrator, the package, its digest, the end and the reason', async () => {
  const events: AuditEventOptions[] = [];
  const override = {
    package: 'extra',
    digest: 'd',
    administrator: 'Ada Example',
    reason: 'Why not.',
    until: '2026-11-30',
  };
  await auditOverrides([override], {
    record: { auditEvent: async (event) => void events.push(event) },
    logger: { info() {}, warn() {}, error() {} },
    organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
    requestId: () => 'r1',
  });
  expect(events).toMatchObject([
    {
      principal: { display: 'Ada Example', organisation: { odsCode: 'RXX01' } },
      action: 'certificate-override',
      outcome: 'success',
      detail: 'extra d until 2026-11-30: Why not.',
    },
  ]);
});
