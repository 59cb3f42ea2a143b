import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { installVersion } from '../swapping/install-version.ts';
import { startWard, type Ward } from '../swapping/ward.ts';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible, expectNoSidewaysScroll } from './harness/check-page.ts';
import { chartOf } from './harness/patients.ts';
import { pressButton } from './harness/press-button.ts';
import { beginSet } from './harness/ward-round.ts';
import type { Watched } from './harness/watch-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-swapped-screens-'));
let ward: Ward;

beforeAll(async () => {
  if (inject('browserEndpoint') === '') return;
  ward = await startWard({ data: join(folder, 'data'), processes: 2 });
});

afterAll(async () => {
  await ward?.record.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const chart = chartOf('mary-edwards');
const write = chartOf('mary-edwards', '/documents/write');

async function done(words: readonly string[], services: Readonly<Record<string, string>>): Promise<void> {
  const { code, answered, said } = await ward.run(words, services);
  expect(code, `${answered}${said}`).toBe(0);
}

browserTest('a half-written note outlives the swap of its service, and the new one takes it', async ({ open }) => {
  const { page } = await open({ as: 'consultant', base: ward.url });
  await page.goto(write);
  const note = page.getByLabel('Note', { exact: true });
  await note.fill('Seen on the round,');
  await page.getByText('Draft kept').waitFor();
  const NOTES = installVersion(folder, { version: '9.1.0', title: 'Notes anew' });
  await done(['apply'], { NOTES });
  const swapped = performance.now();
  // The form on the screen is of the version before; the draft it keeps is kept by the one that is here now.
  await note.pressSequentially(' much better');
  await page.goto(chart);
  await page.getByRole('heading', { name: 'Notes anew' }).waitFor();
  expect(performance.now() - swapped).toBeLessThan(5000);
  await page.goBack();
  await page.reload();
  expect(await note.inputValue()).toContain('Seen on the round,');
  await note.fill('Seen on the round, much better');
  await page.getByRole('radio').first().check();
  // A form that one version has made is sent to the other.
  await done(['rollback'], { NOTES });
  await pressButton(page, 'Save note');
  expect(new URL(page.url()).pathname).toBe(chart);
  await page.getByText('saved.').waitFor();
  expect(await page.getByText('Unsaved draft').count()).toBe(0);
});

browserTest('what was typed outlives the swap of the user interface, and is there again after it', async ({ open }) => {
  const { page } = await open({ as: 'consultant', base: ward.url });
  await page.goto(write);
  const note = page.getByLabel('Note', { exact: true });
  await note.fill('Kept a while ago');
  await page.getByText('Draft kept').waitFor();
  const services = { INTERFACE: 'plain' };
  await done(['apply'], services);
  await note.fill('Typed at the last moment');
  await pressButton(page, 'Save note');
  await page.getByRole('heading', { name: 'Nothing was saved: what you typed is here' }).waitFor();
  await page.getByText('It is kept as an unsaved draft, with its patient.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Text', exact: true }).inputValue()).toBe('Typed at the last moment');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  // The session goes on, and the draft is the next interface's to show.
  await page.getByRole('link', { name: 'open the record' }).click();
  await page.getByRole('heading', { name: 'Plain interface' }).waitFor();
  await page.getByText('Drafts kept: 1').waitFor();
  await done(['rollback'], services);
  await page.goto(write);
  expect(await note.inputValue()).toBe('Typed at the last moment');
});

browserTest('the form of a service that was taken out is shown again', async ({ open }) => {
  const { page } = await open({ as: 'consultant', base: ward.url });
  await page.goto(write);
  await page.getByLabel('Note', { exact: true }).fill('Nobody takes this');
  const services = { NOTES: 'none' };
  await done(['apply'], services);
  await pressButton(page, 'Save note');
  await page.getByRole('heading', { name: 'What you typed' }).waitFor();
  await page.getByText('Nobody takes this').waitFor();
  await expectAccessible(page);
  await done(['rollback'], services);
});

/** The screens on an open page are changed under somebody who is writing. */
const services = { INTERFACE: 'ward-round' };

/** What a page of former screens asked for is refused, which Chromium writes to its console. */
function forgetRefusals({ errors }: Watched): void {
  const others = errors.filter((error) => !/status of 4(?:04|22).* at .*\/(?:round|patients)/.test(error));
  errors.splice(0, errors.length, ...others);
}

browserTest(
  'the ward round takes the place of the workspace under open pages: the note goes on there, to the last word',
  async ({ open }) => {
    const { page, watched, context } = await open({ as: 'consultant', base: ward.url });
    const search = await context.newPage();
    await search.goto('/patients');
    await page.goto(write);
    const note = page.getByLabel('Note', { exact: true });
    await note.fill('Seen on the round,');
    await page.getByText('Draft kept').waitFor();
    await done(['apply'], services);
    const swapped = performance.now();
    const fresh = await context.newPage();
    await fresh.goto('/');
    await fresh.locator('#round').waitFor();
    expect(performance.now() - swapped).toBeLessThan(5000);

    await note.fill('Seen on the round, much better');
    await page.getByText('The screens of this record were changed. What you typed is kept as a draft.').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Go on in the new screens' }).click();
    await page.locator('#round').waitFor();
    await page.locator('[data-banner]').getByText('EDWARDS').waitFor();
    await expect.poll(() => note.inputValue()).toBe('Seen on the round, much better');
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Save note', exact: true }).click();
    await page.locator('.round-notice').getByText(/saved/).waitFor();

    await search.getByRole('searchbox').first().fill('edwards');
    await search.getByText('The screens of this record were changed. Load this page again').first().waitFor();
    await pressButton(search, 'Sign out');
    await search.locator('button[name="persona"]').first().waitFor();
    forgetRefusals(watched);
  },
);

browserTest(
  'the workspace takes the place of the ward round under open pages: the set goes on there, with its patient',
  async ({ open }) => {
    const { page, watched, context } = await open({ as: 'ward-nurse', base: ward.url });
    await beginSet(page, 'mary-edwards', { respirations: '21', pulse: '95' });
    await page.getByText('Draft kept by the record').waitFor();
    const [other, leaving] = [await context.newPage(), await context.newPage()];
    for (const tab of [other, leaving]) {
      await tab.goto(chartOf('mary-edwards', '/observe'));
      await tab.getByRole('heading', { name: 'Record observations' }).waitFor();
    }
    await done(['rollback'], services);
    await page.getByLabel(/^Pulse/).fill('97');
    await page.getByText('The screens of this record were changed.').waitFor();
    await page.getByText('What you typed is kept as a draft.').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Go on in the new screens' }).click();
    await page.getByRole('link', { name: 'Go on with it' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(chart);
    await page.getByRole('link', { name: 'Go on with it' }).click();
    await expect.poll(() => page.getByLabel(/^Pulse/).inputValue()).toBe('97');
    expect(await page.getByLabel(/^Respirations/).inputValue()).toBe('21');

    // An address that the new screens do not have leads to the same patient.
    await other.reload();
    await other.getByRole('heading', { name: 'The screens of this record were changed' }).waitFor();
    await expectAccessible(other);
    await other.getByRole('link', { name: 'open the same patient' }).click();
    await other.getByRole('heading', { name: 'Notes and letters' }).waitFor();
    expect(new URL(other.url()).pathname).toBe(chart);

    await leaving.getByRole('button', { name: 'Sign out' }).click();
    await leaving.getByRole('button', { name: 'Erase and sign out' }).click();
    await leaving.locator('button[name="persona"]').first().waitFor();
    forgetRefusals(watched);
  },
);
