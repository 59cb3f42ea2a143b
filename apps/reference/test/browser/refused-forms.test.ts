import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible } from './harness/check-page.ts';
import { enterObservations, medium } from './harness/enter-observations.ts';
import { chartOf, patientOf } from './harness/patients.ts';
import { chooseToBe, pressButton } from './harness/press-button.ts';
import { seenText } from './harness/seen-text.ts';

const story = 'former-name';

describe('a form that is not what it was made for', () => {
  browserTest(
    'is refused when its patient was changed: the other chart and this one stay as they were',
    async ({ open }) => {
      const { page } = await open({ as: 'ward-nurse' });
      const before = [await observationsOf(page, story), await observationsOf(page, 'year-of-birth-only')];
      await fillIn(page);
      await setHidden(page, 'patient', patientOf('year-of-birth-only'));
      await send(page);
      expect(await page.locator('h1').textContent()).toContain('Wrong patient');
      await expectAccessible(page);
      expect([await observationsOf(page, story), await observationsOf(page, 'year-of-birth-only')]).toEqual(before);
    },
  );

  browserTest('is refused when its token was changed', async ({ open }) => {
    const { page } = await open({ as: 'ward-nurse' });
    const before = await observationsOf(page, story);
    await fillIn(page);
    await setHidden(page, 'csrf', 'x'.repeat(43));
    await send(page);
    expect(await page.locator('h1').textContent()).toContain('not accepted');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Open the page again' }).click();
    await page.getByRole('heading', { name: 'Record observations' }).waitFor();
    expect(await observationsOf(page, story)).toBe(before);
  });

  browserTest(
    'is refused with the way back when the session has ended, and the draft is there after signing in again',
    async ({ open }) => {
      const { page, context } = await open({ as: 'ward-nurse' });
      await fillIn(page);
      await page.getByText('Draft kept').waitFor();
      await context.clearCookies();
      await send(page);
      expect(await page.locator('h1').textContent()).toContain('session has ended');
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Sign in again' }).click();
      await chooseToBe(page, 'ward-nurse');
      await page.goto(chartOf(story, '/observations/record'));
      expect(await page.getByText('Unsaved draft').count()).toBeGreaterThan(0);
      expect(await page.getByLabel(/^Pulse/).inputValue()).toBe(medium.pulse);
    },
  );
});

async function fillIn(page: Page): Promise<void> {
  await page.goto(chartOf(story, '/observations/record'));
  await enterObservations(page, medium);
}

async function send(page: Page): Promise<void> {
  await pressButton(page, 'Save observations');
}

async function setHidden(page: Page, name: string, value: string): Promise<void> {
  await page
    .locator(`form[data-draft] input[name="${name}"]`)
    .evaluate((input, text) => input.setAttribute('value', text), value);
}

async function observationsOf(page: Page, key: string): Promise<string> {
  await page.goto(chartOf(key));
  return seenText(page.locator('#observations-main'));
}
