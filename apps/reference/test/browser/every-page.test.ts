import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible, expectNoSidewaysScroll } from './harness/check-page.ts';
import { pagesOfChart } from './harness/pages-of-chart.ts';
import { chartOf } from './harness/patients.ts';

const stories = [
  'mary-edwards',
  'child-with-asthma',
  'pregnancy',
  'death-in-hospital',
  'long-history',
  'name-very-long',
  'name-urdu',
  'no-known-allergies',
  'allergies-not-recorded',
  'observation-gaps',
  'nothing-recorded',
];

describe.each(stories)('the chart of %s', (key) => {
  browserTest('is accessible and never wider than the screen', async ({ open }) => {
    const { page } = await open({ as: 'consultant' });
    await page.goto(chartOf(key));
    await expectAccessible(page);
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      await expectNoSidewaysScroll(page);
    }
    await expectAccessible(page);
  });
});

describe.each(['mary-edwards', 'nothing-recorded'])('every page that the chart of %s leads to', (key) => {
  browserTest(
    'is accessible and never wider than the screen',
    async ({ open }) => {
      const { page, context } = await open({ as: 'consultant' });
      const pages = [...(await pagesOfChart(page, chartOf(key)))];
      expect(pages.length).toBeGreaterThan(10);
      const checkOnePageAfterTheOther = async (tab: Page) => {
        for (let address = pages.pop(); address !== undefined; address = pages.pop()) {
          await tab.setViewportSize({ width: 1440, height: 900 });
          const answer = await tab.goto(address);
          expect(answer?.status(), address).toBe(200);
          await expectAccessible(tab);
          await tab.setViewportSize({ width: 320, height: 844 });
          await expectNoSidewaysScroll(tab);
          await expectAccessible(tab);
        }
      };
      await Promise.all([page, await context.newPage()].map(checkOnePageAfterTheOther));
    },
    { timeout: 90_000 },
  );
});
