import { expect } from 'vitest';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible } from './harness/check-page.ts';
import { chartOf } from './harness/patients.ts';
import { pressButton } from './harness/press-button.ts';
import { seenText } from './harness/seen-text.ts';

browserTest('a doctor adds a problem, sees it on the chart, and resolves it', async ({ open }) => {
  const { page } = await open({ as: 'consultant' });
  const chart = chartOf('name-preferred');
  await page.goto(chart);
  await page.getByRole('link', { name: 'Add a problem' }).click();
  await pressButton(page, 'Save problem');
  await page.locator('.nhsuk-error-summary').waitFor();
  await page.getByLabel('Problem or diagnosis').fill('Gout');
  await page.getByRole('radio', { name: 'Confirmed', exact: true }).check();
  await pressButton(page, 'Save problem');
  await page.goto(chart);
  const card = page.locator('#problems-allergies-side');
  expect(await seenText(card)).toContain('Gout');
  await page.goto(chartOf('name-preferred', '/problems-allergies/problems'));
  await page.getByRole('link', { name: /Resolve.*Gout/ }).click();
  await pressButton(page, 'Continue');
  await pressButton(page, 'Resolve problem');
  await page.goto(chart);
  expect(await card.getByText('Gout').first().isVisible()).toBe(false);
  await card.getByText('Past problems').click();
  expect(await card.getByText('Gout').first().isVisible()).toBe(true);
});

browserTest('a doctor adds an allergy, and the banner changes', async ({ open }) => {
  const { page } = await open({ as: 'consultant' });
  await page.goto(chartOf('allergies-not-recorded'));
  const banner = page.locator('[data-banner]');
  expect(await seenText(banner)).toContain('Allergies not recorded');
  await page.goto(chartOf('allergies-not-recorded', '/problems-allergies/allergies/add'));
  await page.getByLabel('Substance').fill('Latex');
  await page.getByRole('radio', { name: 'Allergy', exact: true }).check();
  for (const group of ['How severe was the reaction?', 'What is the risk if it happens again?', 'How certain is it?']) {
    await page.getByRole('group', { name: group }).getByRole('radio').first().check();
  }
  await pressButton(page, 'Save allergy');
  await page.goto(chartOf('allergies-not-recorded'));
  expect(await seenText(banner)).toContain('Known allergies');
  expect(await seenText(banner)).toContain('Latex');
  await expectAccessible(page);
});

browserTest('a doctor writes a note, which is on the chart and can be read', async ({ open }) => {
  const { page } = await open({ as: 'consultant' });
  await page.goto(chartOf('name-apostrophe-hyphen'));
  await page.getByRole('link', { name: 'Write a note' }).click();
  await page.getByRole('radio', { name: 'Progress note' }).check();
  await page.getByLabel('Title (optional)').fill('Seen on the round');
  await page.getByLabel('Note', { exact: true }).fill('Comfortable.\nHome tomorrow.');
  await pressButton(page, 'Save note');
  await page.goto(chartOf('name-apostrophe-hyphen'));
  await page.getByRole('link', { name: 'Seen on the round' }).first().click();
  const text = await seenText(page.locator('main'));
  expect(text).toContain('Comfortable.\nHome tomorrow.');
  expect(text).toContain('Dr Adaeze Okafor');
  await expectAccessible(page);
});

browserTest('a doctor acknowledges a result: its alert goes, and a colleague is told who did', async ({ open }) => {
  const doctor = await open({ as: 'consultant' });
  const colleague = await open({ as: 'general-practitioner' });
  const chart = chartOf('mary-edwards');
  await doctor.page.goto(chart);
  const alert = (page: typeof doctor.page) => page.locator('.workspace-alerts').getByText('Potassium');
  expect(await alert(doctor.page).count()).toBe(1);
  await doctor.page.locator('.workspace-alerts a[href*="/results/report/"]').first().click();
  const report = doctor.page.url();
  await colleague.page.goto(report);
  await pressButton(doctor.page, 'Acknowledge');
  await doctor.page.goto(chart);
  expect(await alert(doctor.page).count()).toBe(0);
  await pressButton(colleague.page, 'Acknowledge');
  expect(await seenText(colleague.page.locator('main'))).toMatch(/acknowledged.*Dr Adaeze Okafor/is);
});
