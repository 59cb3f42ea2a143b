import { describe, expect } from 'vitest';
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

browserTest('on a phone the columns of the NEWS2 chart stand whole beside their names', async ({ open }) => {
  const { page } = await open({ as: 'ward-nurse' });
  for (const width of [320, 360, 412, 500, 600]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(chartOf('mary-edwards'));
    // What a column would show that is cut at its left by the names, or at its right by the edge; half of a number reads as another.
    const cut = await page.locator('.observations-scroll').evaluate((box) => {
      const right = box.getBoundingClientRect().right;
      const left = box.querySelector('tbody th')?.getBoundingClientRect().right ?? 0;
      const cells = [...box.querySelectorAll('tbody tr:first-child td')].map((cell) => cell.getBoundingClientRect());
      return cells.filter((cell) => (cell.left < left - 1 && cell.right > left + 1) || cell.right > right + 1).length;
    });
    expect([width, cut]).toEqual([width, 0]);
    const wide = await page.locator('.observations-scroll thead th').evaluateAll((headings) => {
      return headings.filter((heading) => heading.scrollWidth > heading.clientWidth + 1).length;
    });
    expect([width, wide]).toEqual([width, 0]);
  }
});
