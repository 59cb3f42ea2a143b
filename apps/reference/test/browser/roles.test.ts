import { expect } from 'vitest';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible, expectNoSidewaysScroll } from './harness/check-page.ts';
import { chartOf } from './harness/patients.ts';
import { seenText } from './harness/seen-text.ts';

browserTest('a clerk sees demographics and visits, and is told what is withheld', async ({ open }) => {
  const { page } = await open({ as: 'clerk' });
  await page.goto(chartOf('mary-edwards'));
  const text = await seenText(page.locator('body'));
  expect(text).toContain('999 123 4578');
  expect(text).toContain('Withheld for your role');
  expect(text).toMatch(/Allergies: withheld/);
  for (const hidden of ['Potassium', 'Penicillin', 'apixaban', 'Long QT', 'NEWS2 12'])
    expect(text).not.toContain(hidden);
  await expectAccessible(page);
  for (const path of ['/results/all', '/observations/record', '/documents', '/problems-allergies', '/medicines']) {
    const answer = await page.goto(chartOf('mary-edwards', path));
    expect([403, 422], path).toContain(answer?.status());
    expect(await seenText(page.locator('main'))).not.toMatch(/Potassium|Penicillin|apixaban|Long QT/);
    await expectAccessible(page);
  }
});

browserTest('an administrator sees no patient', async ({ open }) => {
  const { page } = await open({ as: 'administrator', width: 390 });
  const answer = await page.goto(chartOf('mary-edwards'));
  expect(answer?.status()).toBe(403);
  expect(await seenText(page.locator('body'))).not.toMatch(/Edwards|999 123 4578/i);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

browserTest('a patient reads her own chart, writes nothing and finds nobody else', async ({ open }) => {
  const { page } = await open({ as: 'patient', width: 390 });
  await page.goto('/');
  expect(new URL(page.url()).pathname).toBe(chartOf('mary-edwards'));
  const text = await seenText(page.locator('body'));
  for (const own of ['999 123 4578', 'Potassium', 'Penicillin', 'apixaban', 'Long QT', 'NEWS2 12'])
    expect(text, own).toContain(own);
  // Who acknowledged a result is the ward's own work, and its alerts depend on it.
  expect(text).toContain('who acknowledged them is withheld for your role');
  expect(await page.locator('main button').count()).toBe(0);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  for (const [address, status] of [
    [chartOf('long-history'), 404],
    ['/patients', 403],
  ] as const) {
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(status);
    expect(await seenText(page.locator('main'))).toContain('your own record only');
    await expectAccessible(page);
  }
});
