import { describe } from 'vitest';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible, expectNoSidewaysScroll } from './harness/check-page.ts';
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
