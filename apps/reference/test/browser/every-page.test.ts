import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible, expectNoSidewaysScroll } from './harness/check-page.ts';
import { pagesOfChart } from './harness/pages-of-chart.ts';
import { chartOf } from './harness/patients.ts';

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
    { timeout: 300_000 },
  );
});
