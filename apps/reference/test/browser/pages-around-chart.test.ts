import { describe, expect } from 'vitest';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible, expectNoSidewaysScroll } from './harness/check-page.ts';
import { chartOf } from './harness/patients.ts';

describe.each([1440, 320])('at %i px', (width) => {
  browserTest('signing in', async ({ open }) => {
    const { page } = await open({ width });
    await page.goto('/');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  browserTest('wards, search, what was found, nothing found', async ({ open }) => {
    const { page } = await open({ as: 'ward-nurse', width });
    expect(await page.locator('h1').textContent()).toContain('Ward');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.goto('/patients');
    await expectAccessible(page);
    for (const text of ['edwards', 'zzyzx']) {
      await page.locator('#find').fill(text);
      await page.locator('#find').press('Enter');
      await page.locator('main [data-count], main .nhsuk-body, main p').first().waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
  });

  browserTest('addresses where nothing is', async ({ open }) => {
    const { page } = await open({ as: 'consultant', width });
    for (const address of [
      '/nowhere',
      '/patients/nobody',
      chartOf('mary-edwards', '/no-such-service'),
      chartOf('mary-edwards', '/medicines/nowhere'),
    ]) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(404);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
  });
});
