import { expect } from 'vitest';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible } from './harness/check-page.ts';
import { chartOf } from './harness/patients.ts';
import { chooseToBe, pressButton } from './harness/press-button.ts';

const form = chartOf('name-mononym', '/documents/write');
const left = chartOf('name-given-only', '/documents/write');

browserTest('a draft survives a reload, is said to be one, and is gone after signing out', async ({ open }) => {
  const { page } = await open({ as: 'consultant' });
  await page.goto(form);
  await page.getByLabel('Note', { exact: true }).fill('Half a sentence');
  await page.getByText('Draft kept').waitFor();
  await page.reload();
  expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('Half a sentence');
  expect(await page.getByText('Unsaved draft').count()).toBeGreaterThan(0);
  await page.goto(chartOf('name-mononym'));
  expect(await page.getByText('Unsaved draft').count()).toBe(1);
  await expectAccessible(page);
  await pressButton(page, 'Sign out');
  await chooseToBe(page, 'consultant');
  await page.goto(form);
  expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('');
  expect(await page.getByText('Unsaved draft').count()).toBe(0);
});

browserTest('a draft is its writer’s alone', async ({ open }) => {
  const [writer, other] = [await open({ as: 'general-practitioner' }), await open({ as: 'ward-nurse' })];
  await writer.page.goto(chartOf('name-given-only', '/documents/write'));
  await writer.page.getByLabel('Note', { exact: true }).fill('Mine');
  await writer.page.getByText('Draft kept').waitFor();
  await other.page.goto(chartOf('name-given-only', '/documents/write'));
  expect(await other.page.getByLabel('Note', { exact: true }).inputValue()).toBe('');
});

browserTest(
  'a draft is kept when the page is left at once, and not when it was sent or thrown away',
  async ({ open }) => {
    const { page } = await open({ as: 'consultant' });
    const note = page.getByLabel('Note', { exact: true });
    const kept = async () => {
      await page.goto(left);
      return note.inputValue();
    };
    await page.goto(left);
    await note.fill('Called away');
    await page.goto('/');
    await expect.poll(kept).toBe('Called away');
    await note.fill('Called away again');
    const loaded = page.waitForEvent('load');
    await page.getByRole('button', { name: /^Discard draft/ }).click();
    await loaded;
    expect(await kept()).toBe('');
  },
);
