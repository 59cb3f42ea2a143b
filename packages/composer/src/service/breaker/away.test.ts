import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type HostileAssembly, openHostileAssembly } from '../../__fixtures__/hostile/hostile-assembly.ts';
import { type InstalledHostile, installHostile } from '../../__fixtures__/hostile/install-hostile.ts';

let installed: InstalledHostile;
let opened: HostileAssembly | undefined;

beforeAll(async () => {
  installed = await installHostile();
});
afterEach(() => opened?.assembly.stop());
afterAll(() => installed.remove());

test('a service that does not answer is not waited for any more, says since when, and comes back by itself', async () => {
  opened = await openHostileAssembly([installed.reference('moody')], {}, undefined, { failuresInARow: 2, pause: 1500 });
  const { panels, get } = opened;
  expect((await panels()).moody).toMatchObject({ outcome: 'content' });
  await get('/services/moody/sulk');
  const away = [(await panels()).moody, (await panels()).moody];
  expect(away).toMatchObject([{ reason: 'slow' }, { reason: 'slow', since: away[0]?.since }]);
  const began = performance.now();
  expect((await panels()).moody).toMatchObject({ outcome: 'unavailable', since: away[0]?.since });
  // Its panel alone has two seconds.
  expect(performance.now() - began).toBeLessThan(1500);
  const page = await get('/services/moody/page');
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await page.text()).toContain(`moody has been away since ${new Date(away[0]?.since ?? 0).toISOString()}`);
  await expect.poll(async () => (await panels()).moody?.outcome, { timeout: 30_000, interval: 500 }).toBe('content');
}, 120_000);
