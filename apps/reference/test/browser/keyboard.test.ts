import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { browserTest } from './harness/browser-test.ts';
import { expectFocusSeen } from './harness/check-page.ts';
import { chartOf } from './harness/patients.ts';
import { seenText } from './harness/seen-text.ts';

/** Presses Tab until something is focused, looking at every stop that it can be seen. */
async function tabTo(page: Page, selector: string, limit = 120): Promise<void> {
  for (let stop = 0; stop < limit; stop += 1) {
    await page.keyboard.press('Tab');
    await expectFocusSeen(page);
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  throw new Error(`The Tab key does not come to ${selector} within ${limit} stops.`);
}

browserTest('with the keyboard alone: sign in, search, open the chart, record observations', async ({ open }) => {
  const { page } = await open({ width: 1440 });
  await page.goto('/');
  await tabTo(page, 'button[value="ward-nurse"]');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/');
  await tabTo(page, '.workspace-header__places a[href="/patients"]');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/patients');
  await page.locator('#find:focus').waitFor();
  await page.keyboard.type('maguire', { delay: 10 });
  await page.keyboard.press('Control+A');
  await page.keyboard.type('edwards mary', { delay: 10 });
  await page.locator('main [data-result]').first().waitFor();
  await tabTo(page, '[data-result]');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === chartOf('mary-edwards'));
  await tabTo(page, 'a[href$="/observations/record"]');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname.endsWith('/observations/record'));
  await tabTo(page, '[name="respirations"]');
  await page.keyboard.type('18');
  await tabTo(page, '[name="pulse"]');
  await page.keyboard.type('84');
  await tabTo(page, 'button[type="submit"]:not(.workspace-header__button, .workspace-linklike)');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === chartOf('mary-edwards'));
  expect(await seenText(page.locator('.workspace-done'))).toContain('Saved');
});

browserTest(
  'every stop of the Tab key on a chart is seen, there and back, at a desk and at 400 % zoom',
  async ({ open }) => {
    const { page } = await open({ as: 'consultant' });
    for (const [width, height] of [
      [1440, 900],
      [320, 256],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.goto(chartOf('mary-edwards'));
      const stops = await page
        .locator('a[href], button, input:not([type=hidden]), summary, select, textarea, [tabindex="0"]')
        .count();
      for (const key of ['Tab', 'Shift+Tab']) {
        for (let stop = 0; stop < stops - 1; stop += 1) {
          await page.keyboard.press(key);
          if (await page.evaluate<boolean>('document.activeElement === document.body')) break;
          await expectFocusSeen(page);
        }
      }
    }
  },
);

browserTest('the skip link leads past banner and search', async ({ open }) => {
  const { page } = await open({ as: 'consultant' });
  await page.goto(chartOf('mary-edwards'));
  await page.keyboard.press('Tab');
  expect(await page.evaluate<string>('document.activeElement.textContent')).toContain('Skip to main content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('main');
});
