import { randomBytes } from 'node:crypto';
import type { ModuleContext } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { openAssembly } from './open-assembly.ts';

const context: ModuleContext = {
  clock: { now: () => 0 },
  logger: { info() {}, warn() {}, error() {} },
  randomBytes: (size) => new Uint8Array(randomBytes(size)),
};

test('whoever opened an assembly learns which module cannot go on; requests are answered 503', async () => {
  const assembly = await openAssembly({
    configuration: {
      organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
      hosting: { server: reference('host', 'server'), identity: reference('identity', 'identity') },
      data: {
        records: reference('record-store', 'records'),
        documents: reference('document-store', 'documents'),
        audit: reference('audit-log', 'dyingAudit'),
        state: reference('state-store', 'state'),
      },
      services: [reference('digital-service', 'shell')],
    },
    context,
    listen: true,
  });
  const request = (method: string) => new Request('http://127.0.0.1:3000/identity/sign-in', { method });
  expect((await assembly.fetch(request('GET'))).status).toBe(200);
  expect(await Promise.race([assembly.failed, 'well'])).toBe('well');
  const answer = await assembly.fetch(request('POST'));
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await answer.text()).toContain('try again shortly');
  expect(await assembly.failed).toEqual({
    place: 'data.audit',
    package: '@example/dyingAudit',
    reason: 'Its disk is gone.',
  });
  await assembly.stop();
});
