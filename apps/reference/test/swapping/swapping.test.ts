import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { newestEntry } from '../change-over/trust.ts';
import { installVersion } from './install-version.ts';
import { signIn, startScreens } from './screen-load.ts';
import { startWard } from './ward.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-swapping-'));
const wards = new Set<Awaited<ReturnType<typeof startWard>>>();
afterAll(async () => {
  for (const { record } of wards) await record.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const newer = installVersion(folder, { version: '9.1.0', title: 'Notes anew' });
const failing = installVersion(folder, { version: '9.2.0', title: 'Notes amiss', failsWhileServing: true });

async function start(name: string) {
  const data = join(folder, name);
  const ward = await startWard({ data, processes: 2 });
  wards.add(ward);
  return { ...ward, data };
}

/** Where the service of notes that is in force was loaded from. */
function notesOf(data: string): string | undefined {
  const references = newestEntry(data)?.services.references;
  return references?.find((one) => one.package === '@baseplate-epr/documents')?.module;
}

test('three swaps under load, to another version and back and there again: no request fails', {
  timeout: 300_000,
}, async () => {
  const ward = await start('load');
  const before = ward.serving();
  const load = await startScreens({ ...ward, people: 3, rest: 50 });
  await wait(1000);
  const plan = await ward.run(['plan'], { NOTES: newer });
  expect(plan.code, plan.said).toBe(0);
  expect(plan.answered).toContain(
    'services: documents (@baseplate-epr/documents 0.0.0) → documents (@baseplate-epr/documents 9.1.0)',
  );
  const applied = await ward.run(['apply'], { NOTES: newer });
  expect(applied.code, applied.said).toBe(0);
  expect(applied.answered).toContain('They were loaded in all 2 processes that serve');
  const back = await ward.run(['rollback'], { NOTES: newer });
  expect(back.code, back.said).toBe(0);
  const again = await ward.run(['apply'], { NOTES: newer });
  expect(again.code, again.said).toBe(0);
  await wait(1000);
  const report = await load.stop();
  expect(report.failures).toEqual([]);
  expect(report.requests).toBeGreaterThan(100);
  expect(report.notes).toBeGreaterThan(3);
  expect(ward.serving()).toEqual(before);

  // One process cannot load it: nobody does.
  const refused = await ward.run(['apply'], { NOTES: failing });
  expect(refused.code).toBe(1);
  expect(refused.said).toContain('cannot put the new services in front, so the old ones stay everywhere');
  expect(notesOf(ward.data)).toBe(newer);

  // What was applied is true after a restart, whatever the file says.
  const status = await ward.run(['status']);
  expect(status.answered).toContain('baseplate rollback would put the services of before the last apply in front');
  expect(await ward.record.stop('SIGTERM')).toBe(0);
  const restarted = await start('load');
  expect(restarted.record.said()).toContain(
    'services: @baseplate-epr/documents is in force as it was applied, while the configuration names it in another folder',
  );
  expect(notesOf(ward.data)).toBe(newer);
});

test('killed at any point, the applier leaves the old services or the new ones, and so does a process that serves', {
  timeout: 300_000,
}, async () => {
  const ward = await start('killed');
  const plain = { INTERFACE: 'plain', SAYS: 'Killed' };
  const settled = async () => {
    while (newestEntry(ward.data)?.services.change?.phase === 'loading') await wait(20);
    return newestEntry(ward.data)?.services.references[0]?.package;
  };
  const applier = ward.begin(['apply'], plain);
  while (newestEntry(ward.data)?.services.change === undefined) await wait(1);
  applier.child.kill('SIGKILL');
  await applier.ended;
  expect(['@baseplate-epr/clinician-workspace', '@example/plain-interface']).toContain(await settled());
  if ((await settled()) !== '@example/plain-interface') {
    const whole = await ward.run(['apply'], plain);
    expect(whole.code, whole.said).toBe(0);
  }
  const [victim] = ward.serving();
  process.kill(victim ?? 0, 'SIGKILL');
  while (!ward.record.said().includes('ended unexpectedly') || ward.serving().length < 2) await wait(50);
  const cookie = await signIn(ward.url);
  for (let count = 0; count < 10; count += 1) {
    const page = await fetch(`${ward.url}/`, { headers: { cookie, connection: 'close' } });
    expect(await page.text()).toContain('<h1>Killed</h1>');
  }
});
