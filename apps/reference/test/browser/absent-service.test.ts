import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { type RunningReference, startReference } from '../../support/start-reference.ts';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible } from './harness/check-page.ts';
import { chartOf } from './harness/patients.ts';
import { seenText } from './harness/seen-text.ts';

let record: RunningReference | undefined;

beforeAll(async () => {
  if (inject('browserEndpoint') === '') return;
  const configuration = fileURLToPath(new URL('./assemblies/baseplate.slow.config.ts', import.meta.url));
  record = await startReference({ patients: 1, configuration });
});

afterAll(async () => {
  await record?.stop();
});

browserTest(
  'a service that does not answer costs its own panel, which says since when; the rest is there',
  async ({ open }) => {
    const { page } = await open({ as: 'consultant', base: record?.url ?? '' });
    const began = Date.now();
    await page.goto(chartOf('mary-edwards'));
    expect(Date.now() - began).toBeLessThan(10_000);
    const panel = page.locator('#slow-letters-side-away');
    expect(await seenText(panel)).toMatch(
      /Letters from elsewhere\s+Not available since (\d\d-\w{3}-\d{4} )?\d\d:\d\d\. The rest of this record is complete\. Try again/,
    );
    const text = await seenText(page.locator('main'));
    for (const there of ['NEWS2', 'Potassium', 'apixaban', 'Long QT syndrome']) expect(text).toContain(there);
    await expectAccessible(page);
    const answer = await page.goto(chartOf('mary-edwards', '/slow-letters/card'));
    expect(answer?.status()).toBe(503);
    await expectAccessible(page);
  },
);
