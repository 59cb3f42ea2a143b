import { expect } from 'vitest';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible } from './harness/check-page.ts';
import { enterObservations, medium } from './harness/enter-observations.ts';
import { chartOf } from './harness/patients.ts';
import { pressButton } from './harness/press-button.ts';
import { seenText } from './harness/seen-text.ts';

browserTest('a nurse records a full set, and its NEWS2 stands on the chart', async ({ open }) => {
  const { page } = await open({ as: 'ward-nurse' });
  await page.goto(chartOf('no-known-allergies'));
  await page.getByRole('link', { name: 'Record observations' }).click();
  await enterObservations(page, medium);
  await pressButton(page, 'Save observations');
  expect(new URL(page.url()).pathname).toBe(chartOf('no-known-allergies'));
  expect(await page.getByRole('status').filter({ hasText: 'Saved' }).textContent()).toContain('NEWS2 6');
  const newest = page
    .locator('#observations-main table tbody tr', { hasText: /^\s*NEWS2/ })
    .locator('td')
    .last();
  expect(await seenText(newest)).toMatch(/^6\b/);
  await page.reload();
  expect(await page.getByText('Saved.', { exact: false }).count()).toBe(0);
});

browserTest('a set with something missing is called incomplete and has no total', async ({ open }) => {
  const { page } = await open({ as: 'ward-nurse' });
  await page.goto(chartOf('look-alike-one', '/observations/record'));
  await enterObservations(page, { pulse: '80', temperature: '37' });
  await pressButton(page, 'Save observations');
  expect(await page.locator('.workspace-done').textContent()).toContain('incomplete');
  const newest = page
    .locator('#observations-main table tbody tr', { hasText: /^\s*NEWS2/ })
    .locator('td')
    .last();
  expect(await seenText(newest)).toMatch(/incomplete/i);
  expect(await seenText(newest)).not.toMatch(/\d/);
});

browserTest('bad values come back with a summary that has the focus, and the input kept', async ({ open }) => {
  const { page } = await open({ as: 'ward-nurse', width: 390 });
  await page.goto(chartOf('look-alike-two', '/observations/record'));
  await enterObservations(page, { ...medium, pulse: '900', temperature: 'warm' });
  const answer = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.status() === 422,
  );
  await pressButton(page, 'Save observations');
  await answer;
  const summary = page.locator('.nhsuk-error-summary');
  await summary.waitFor();
  expect(await page.title()).toMatch(/^Error: /);
  expect(await summary.evaluate((element) => element.matches(':focus, :focus-within'))).toBe(true);
  expect(await page.getByLabel(/^Pulse/).inputValue()).toBe('900');
  expect(await page.getByLabel(/^Respirations/).inputValue()).toBe('21');
  expect(await page.getByRole('radio', { name: 'Alert', exact: true }).isChecked()).toBe(true);
  await expectAccessible(page);
  await summary.getByRole('link', { name: /Pulse/ }).click();
  expect(await page.getByLabel(/^Pulse/).evaluate((element) => element.matches(':focus'))).toBe(true);
});

browserTest('in an American browser too, day stands before month, and the clock has 24 hours', async ({ open }) => {
  const { page } = await open({ as: 'ward-nurse', locale: 'en-US', width: 390 });
  await page.goto(chartOf('lives-abroad', '/observations/record'));
  const date = page.getByRole('group', { name: 'Date taken' });
  const time = page.getByLabel('Time taken');
  const typed = async () =>
    Promise.all(
      [...['Day', 'Month', 'Year'].map((part) => date.getByLabel(part)), time].map((one) => one.inputValue()),
    );
  const [day, month, year] = await typed();
  const inLondon = (moment: number) => new Date(moment).toLocaleDateString('en-GB', { timeZone: 'Europe/London' });
  expect([inLondon(Date.now()), inLondon(Date.now() - 60_000)]).toContain(
    `${day?.padStart(2, '0')}/${month?.padStart(2, '0')}/${year}`,
  );
  expect(await time.inputValue()).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
  const wrong = ['31', '2', '2026', '9:05 PM'];
  for (const [index, part] of ['Day', 'Month', 'Year'].entries()) await date.getByLabel(part).fill(wrong[index] ?? '');
  await time.fill(wrong[3] ?? '');
  await enterObservations(page, medium);
  await page.getByText('Draft kept').waitFor();
  await page.reload();
  expect(await typed()).toEqual(wrong);
  await pressButton(page, 'Save observations');
  const summary = page.locator('.nhsuk-error-summary');
  expect(await summary.getByRole('link').allTextContents()).toEqual([
    'The date taken is not a date of the calendar. Write day, month and year in numbers',
    'The time taken must have four digits of the 24-hour clock, such as 09:05 or 21:05',
  ]);
  expect(await typed()).toEqual(wrong);
  await expectAccessible(page);
  for (const [index, field] of [date.getByLabel('Day'), time].entries()) {
    await summary.getByRole('link').nth(index).click();
    expect(await field.evaluate((element) => element.matches(':focus'))).toBe(true);
  }
  const yesterday = inLondon(Date.now() - 86_400_000).split('/');
  for (const [index, part] of ['Day', 'Month', 'Year'].entries())
    await date.getByLabel(part).fill(yesterday[index] ?? '');
  await time.fill('2105');
  await pressButton(page, 'Save observations');
  expect(await page.locator('.workspace-done').textContent()).toContain('NEWS2 6');
  await page.goto(chartOf('lives-abroad', '/observations/all'));
  expect(await seenText(page.locator('main'))).toMatch(
    new RegExp(`${yesterday[0]}-[A-Z][a-z]{2}-${yesterday[2]} 21:05`),
  );
});

browserTest('sent twice, a set is written once, with and without script', async ({ open }) => {
  for (const script of [true, false]) {
    const { page } = await open({ as: 'ward-nurse', script });
    const all = chartOf('maiden-name', '/observations/all');
    const setsBefore = await countOf(all);
    await page.goto(chartOf('maiden-name', '/observations/record'));
    await enterObservations(page, medium);
    await page.getByRole('button', { name: 'Save observations' }).dblclick();
    await page.waitForURL((url) => url.pathname === chartOf('maiden-name'));
    expect(await countOf(all)).toBe(setsBefore + 1);

    async function countOf(address: string): Promise<number> {
      await page.goto(address);
      const words = (await seenText(page.locator('main'))).match(/Sanna Lindqvist/g);
      return words?.length ?? 0;
    }
  }
});

browserTest('without script a set is recorded as well', async ({ open }) => {
  const { page } = await open({ as: 'ward-nurse', script: false });
  await page.goto(chartOf('lives-abroad', '/observations/record'));
  await enterObservations(page, medium);
  await pressButton(page, 'Save observations');
  expect(await page.locator('.workspace-done').textContent()).toContain('NEWS2 6');
});
