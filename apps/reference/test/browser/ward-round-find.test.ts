import { expect } from 'vitest';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible, expectNoSidewaysScroll } from './harness/check-page.ts';
import { chartOf } from './harness/patients.ts';
import { seenText } from './harness/seen-text.ts';
import { wardRoundRecord } from './harness/ward-round.ts';

const record = wardRoundRecord();

browserTest('on every device somebody who is not in hospital is found, told apart, and opened', async ({ open }) => {
  const { page } = await open({ as: 'ward-nurse', base: record.url(), width: 820 });
  await page.getByRole('link', { name: 'Find a patient' }).click();
  for (const width of [390, 820, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    for (const [typed, words] of [
      ['john taylor', /^\d+ patients found$/],
      ['nobody-is-called-so', /^No patient found$/],
      ['999 123 4579', /^No patient found$/],
    ] as const) {
      await page.getByRole('searchbox').fill(typed);
      await page.getByRole('searchbox').press('Enter');
      await page.getByRole('status').getByText(words).waitFor();
      if (typed.startsWith('john')) await page.getByText('Another patient has the same name').first().waitFor();
      if (typed.startsWith('999')) await page.getByText('its check digit is wrong').waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
  }
  await page.getByRole('searchbox').fill('john taylor');
  // The list stays as it is until it is asked for another.
  await page.getByRole('status').getByText('No patient found').waitFor();
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.locator(`a[href="${chartOf('look-alike-one')}"]`).click();
  await page.locator('[data-banner]').waitFor();
  expect(await seenText(page.locator('[data-banner]'))).toMatch(
    /TAYLOR, John[\s\S]*Not in hospital, as far as this record knows/,
  );
  expect(new URL(page.url()).pathname).toBe(chartOf('look-alike-one'));
});

browserTest('without a network nobody is said not to be there', async ({ open }) => {
  const { page, context } = await open({ as: 'ward-nurse', base: record.url(), width: 390 });
  await page.goto('/patients');
  await page.getByRole('searchbox').fill('edwards');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByText('The record cannot be reached, so nobody can be looked up.').waitFor();
  expect(await page.getByText('No patient found').count()).toBe(0);
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.locator(`a[href="${chartOf('mary-edwards')}"]`).waitFor();
});
