import { expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { plainAssembly, quietContext } from '../__fixtures__/plain-assembly.ts';
import { openAssembly } from './open-assembly.ts';

test('whoever opened an assembly learns which module cannot go on; requests are answered 503', async () => {
  const plain = plainAssembly('shell');
  const assembly = await openAssembly({
    configuration: { ...plain, data: { ...plain.data, audit: reference('audit-log', 'dyingAudit') } },
    context: quietContext,
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
