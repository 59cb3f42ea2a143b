import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import { type RunningReference, startReference } from '../../support/start-reference.ts';
import { browserTest } from './harness/browser-test.ts';
import { expectNoSidewaysScroll } from './harness/check-page.ts';
import { looksOutside, pointsOutside } from './harness/outside-panel.ts';
import { chartOf } from './harness/patients.ts';
import { seenText } from './harness/seen-text.ts';

const sheet = /\/services\/hostile\/hostile\.css/;

describe.each([
  [
    'the workspace',
    'baseplate.hostile.config.ts',
    '',
    '.workspace-banner:not([data-banner="forged"])',
    '#results-main',
  ],
  [
    'the ward round',
    'baseplate.hostile-round.config.ts',
    '/more',
    '[data-banner]:not([data-banner="forged"])',
    '#results-main',
  ],
])('in %s', (_name, file, place, bannerPath, panelPath) => {
  let record: RunningReference | undefined;
  beforeAll(async () => {
    if (inject('browserEndpoint') === '') return;
    const configuration = fileURLToPath(new URL(`./assemblies/${file}`, import.meta.url));
    record = await startReference({ patients: 1, configuration });
  });
  afterAll(async () => {
    await record?.stop();
  });

  browserTest('a style sheet of a service changes, covers and widens nothing but its own panels', async ({ open }) => {
    const base = record?.url ?? '';
    const seen = async (withSheet: boolean) => {
      const { page, context } = await open({ as: 'consultant', base });
      if (!withSheet) await context.route(sheet, (route) => route.fulfill({ contentType: 'text/css', body: '' }));
      await page.goto(chartOf('mary-edwards', place));
      await page.locator(panelPath).waitFor();
      await page.locator('.hostile').first().waitFor({ state: 'attached' });
      return page;
    };
    const [plain, page] = [await seen(false), await seen(true)];
    const banner = page.locator(bannerPath).first();
    expect(await seenText(banner)).toContain('Known allergies');
    expect(await looksOutside(page, 'hostile')).toEqual(await looksOutside(plain, 'hostile'));
    const picture = async (of: typeof page) => (await of.locator(bannerPath).first().screenshot()).toString('base64');
    expect((await picture(page)) === (await picture(plain)), 'the banner looks as without the sheet').toBe(true);
    expect(await pointsOutside(page, 'hostile')).toEqual([]);
    await page.locator(panelPath).scrollIntoViewIfNeeded();
    expect(await pointsOutside(page, 'hostile')).toEqual([]);
    await expectNoSidewaysScroll(page);
    // It did come, and holds where it may.

    expect(await page.evaluate<string>("getComputedStyle(document.querySelector('.hostile-fixed')).position")).toBe(
      'fixed',
    );
  });
});
