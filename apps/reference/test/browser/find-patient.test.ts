import { describe, expect } from 'vitest';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible } from './harness/check-page.ts';
import { chartOf } from './harness/patients.ts';
import { pressButton } from './harness/press-button.ts';
import { seenText } from './harness/seen-text.ts';

describe('a patient is found', () => {
  browserTest('while one types, and opened with the arrow keys', async ({ open }) => {
    const { page } = await open({ as: 'ward-nurse' });
    await page.goto('/patients');
    await page.locator('#find').pressSequentially('edwards mary', { delay: 15 });
    await page.locator('main [data-result]').first().waitFor();
    await page.locator('main [data-found-count]', { hasText: /\d/ }).waitFor({ state: 'attached' });
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/patients');
    await expectAccessible(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === chartOf('mary-edwards'));
  });

  browserTest('in the header of any page', async ({ open }) => {
    const { page } = await open({ as: 'ward-nurse' });
    await page.goto(chartOf('pregnancy'));
    await page.locator('#quick-find').fill('999 123 4578');
    await page.locator('.workspace-find [data-result]').first().waitFor();
    await expectAccessible(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === chartOf('mary-edwards'));
  });

  browserTest('without script', async ({ open }) => {
    const { page } = await open({ as: 'ward-nurse', script: false, width: 390 });
    await page.goto('/patients');
    await page.getByLabel('Name, NHS number, date of birth or hospital number').fill('14-Jul-1945');
    await pressButton(page, 'Find');
    await page.getByRole('link', { name: /EDWARDS, Mary/ }).click();
    expect(new URL(page.url()).pathname).toBe(chartOf('mary-edwards'));
  });

  browserTest('and a wrong NHS number is called wrong', async ({ open }) => {
    const { page } = await open({ as: 'ward-nurse' });
    await page.goto('/patients');
    await page.locator('#find').fill('999 123 4567');
    await page.keyboard.press('Enter');
    expect(await seenText(page.locator('main'))).toMatch(/not a valid NHS number|check digit|NHS number/i);
    await expectAccessible(page);
  });
});
