import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { type RunningReference, startReference } from '../../support/start-reference.ts';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible, expectFocusSeen, expectNoSidewaysScroll } from './harness/check-page.ts';
import { enterObservations } from './harness/enter-observations.ts';
import { chartOf } from './harness/patients.ts';
import { pressButton } from './harness/press-button.ts';
import { seenText } from './harness/seen-text.ts';

const room = '/services/control-room';
let record: RunningReference | undefined;

beforeAll(async () => {
  if (inject('browserEndpoint') === '') return;
  const configuration = fileURLToPath(new URL('./assemblies/baseplate.movable.config.ts', import.meta.url));
  record = await startReference({ patients: 2, configuration });
});

afterAll(async () => {
  await record?.stop();
});

function main(page: Page): Promise<string> {
  return seenText(page.locator('main'));
}

browserTest(
  'an administrator finds every brick on its stud, by day and by night, at a desk and on a phone',
  async ({ open }) => {
    const { page } = await open({ as: 'administrator', base: record?.url ?? '', width: 1280 });
    await page.getByRole('link', { name: 'Control room' }).click();
    await page.getByRole('heading', { name: 'Assembly', exact: true }).waitFor();
    const text = await main(page);
    for (const there of [
      'Hosting',
      'Digital services',
      'Data',
      'records-sqlite',
      'record-store',
      'Control room',
      'Works',
    ])
      expect(text).toContain(there);
    const kept = [
      '/',
      '/bricks/data.records',
      '/bricks/services.results',
      '/plan',
      '/progress',
      '/history',
      '/latency',
    ];
    for (const path of [...kept, '/rollback', '/finish', '/stop', '/nowhere']) {
      const answer = await page.goto(room + path);
      expect(answer?.status(), path).toBe(path === '/nowhere' ? 404 : 200);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 844 });
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
        }
      }
    }
  },
  { timeout: 300_000 },
);

browserTest('on a phone every target is big enough for a thumb, and none of the words are lost', async ({ open }) => {
  const { page } = await open({ as: 'administrator', base: record?.url ?? '', width: 390 });
  for (const path of ['/', '/bricks/data.records', '/plan', '/history']) {
    await page.goto(room + path);
    const small = await page.evaluate<string[]>(`[...document.querySelectorAll('a:not(.skip), button')]
      .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent)`);
    expect(small, path).toEqual([]);
  }
});

browserTest('a form of a service’s own page that leads to the chart is not sent by the browser', async ({ open }) => {
  const { page, watched } = await open({ as: 'administrator', base: record?.url ?? '', width: 1280 });
  await page.goto(`${room}/plan`);
  const refused = await page.evaluate<string>(`new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', action: '/patients/x/services/observations/record' });
    document.body.append(form);
    form.requestSubmit();
  })`);
  expect(refused).toBe('form-action');
  await expect.poll(() => watched.errors.splice(0).join()).toContain('form-action');
  expect(new URL(page.url()).pathname).toBe(`${room}/plan`);
});

browserTest('a clinician is refused, in words, and nothing of the assembly is told', async ({ open }) => {
  const { page } = await open({ as: 'consultant', base: record?.url ?? '', width: 390 });
  expect(await page.getByRole('link', { name: 'Control room' }).count()).toBe(0);
  for (const path of ['/', '/plan', '/bricks/data.records', '/progress', '/history', '/rollback']) {
    const answer = await page.goto(room + path);
    expect(answer?.status(), path).toBe(403);
    const text = await main(page);
    expect(text).toContain('Withheld for your role');
    expect(text).not.toMatch(/sqlite|records\.db/);
  }
  await expectAccessible(page);
});

browserTest(
  'a change-over is planned, applied and rolled back by keyboard from the page, with its progress, and keeps what was written',
  async ({ open }) => {
    const base = record?.url ?? '';
    const { page } = await open({ as: 'administrator', base, width: 390 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`${room}/plan`);
    expect(await main(page)).toContain('Nothing differs');

    await writeFile(join(record?.data ?? '', 'records-file'), 'second.db');
    await page.getByRole('link', { name: 'Look again' }).click();
    await page.getByRole('button', { name: 'Apply this plan' }).waitFor();
    const plan = await main(page);
    expect(plan).toMatch(/records-sqlite \(.*records\.db\) → records-sqlite \(.*second\.db\)/);
    for (const word of ['Moves', 'Does', 'Holds', 'Risk']) expect(plan).toContain(word);
    await expectAccessible(page);
    await pressByKeyboard(page, 'Apply this plan');
    await endOfWork(page);
    const applied = await main(page);
    expect(applied).toMatch(/Apply\s+✓\s+Done/);
    // It was written while the work went on, and does not go on saying so.
    expect(applied).not.toMatch(/At work|Stop the work/);
    expect(applied).toMatch(/[\d,]+ versions were taken over/);
    expect(applied).toMatch(/waiting until every process has the new store open/);
    await expectAccessible(page);
    await page.goto(room);
    expect(await main(page)).toContain('Can be rolled back');

    const nurse = await open({ as: 'ward-nurse', base });
    await nurse.page.goto(chartOf('mary-edwards'));
    expect(await seenText(nurse.page.locator('main'))).toContain('NEWS2');

    await page.goto(`${room}/rollback`);
    expect(await main(page)).toMatch(/records\.db\) is put in force again/);
    await pressByKeyboard(page, 'Roll back');
    await endOfWork(page);
    expect(await main(page)).toMatch(/Roll back\s+✓\s+Done/);
    await page.goto(`${room}/history`);
    const history = await main(page);
    expect(history).toMatch(/Roll back\s+✓\s+Done\s+Owen Price/);
    expect(history).toMatch(/A rollback of data\.records to .* has begun/);
    await page.goto(`${room}/bricks/data.records`);
    expect(await main(page)).toMatch(/Keeps its data in\s+\S*records\.db/);
  },
  { timeout: 180_000 },
);

browserTest(
  'a change-over that is at work is stopped from the page: the store of before stays in force, and what was written too',
  async ({ open }) => {
    const base = record?.url ?? '';
    const { page } = await open({ as: 'administrator', base, width: 390 });
    const named = join(record?.data ?? '', 'records-file');
    await writeFile(named, 'held.db');
    await page.goto(`${room}/plan`);
    await page.getByRole('button', { name: 'Apply this plan' }).click({ noWaitAfter: true });
    await page.waitForURL(/\/progress/, { waitUntil: 'commit' });
    // It goes on for as long as the new store takes nothing over.
    await page.getByRole('log', { name: 'Progress' }).getByRole('listitem').nth(1).waitFor();
    await page.getByRole('link', { name: 'Stop the work …' }).click({ noWaitAfter: true });
    await page.getByRole('button', { name: 'Stop the work' }).waitFor();
    expect(await main(page)).toContain('the store of before stays in force');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Stop the work' }).click({ noWaitAfter: true });
    await page.waitForURL(/\/progress/, { waitUntil: 'commit' });
    await writeFile(join(record?.data ?? '', 'gate'), '');
    await endOfWork(page);
    expect(await main(page)).toMatch(/Apply\s+■\s+Stopped/);
    await expectAccessible(page);
    await page.goto(`${room}/bricks/data.records`);
    const brick = await main(page);
    expect(brick).toMatch(/Keeps its data in\s+\S*records\.db/);
    expect(brick).toMatch(/held\.db\): begun and left/);
    await rm(named);
    const nurse = await open({ as: 'ward-nurse', base });
    await nurse.page.goto(chartOf('mary-edwards'));
    expect(await seenText(nurse.page.locator('main'))).toContain('NEWS2');
    await page.goto(`${room}/rollback`);
    expect(await main(page)).toContain('which was begun and left, is given up');
    await page.getByRole('button', { name: 'Roll back' }).click({ noWaitAfter: true });
    await endOfWork(page);
    expect(await main(page)).toMatch(/Roll back\s+✓\s+Done/);
  },
  { timeout: 180_000 },
);

browserTest(
  'what a nurse records is told to a service that hears of it, and the page says how many',
  async ({ open }) => {
    const base = record?.url ?? '';
    const administrator = await open({ as: 'administrator', base, width: 390 });
    const deliveries = async () => {
      await administrator.page.goto(`${room}/services`);
      const text = await main(administrator.page);
      const delivered = /Listening[\s\S]*?Delivered\s+([\d,]+)/.exec(text)?.[1]?.replaceAll(',', '');
      return { delivered: Number(delivered), allTold: /Listening\s+✓\s+Delivering\s+Waiting\s+0/.test(text) };
    };
    // What was there at the start, or was written by others, is told one after another; the page shows how it stood some seconds ago.
    const allTold = async () => (await deliveries()).allTold;
    await expect.poll(allTold, { timeout: 60_000 }).toBe(true);
    const before = (await deliveries()).delivered;
    const nurse = await open({ as: 'ward-nurse', base });
    await nurse.page.goto(chartOf('mary-edwards', '/observations/record'));
    await enterObservations(nurse.page, { pulse: '88' });
    await pressButton(nurse.page, 'Save observations');
    await expect.poll(async () => (await deliveries()).delivered, { timeout: 60_000 }).toBeGreaterThan(before);
    await expect.poll(allTold, { timeout: 60_000 }).toBe(true);
    await expectAccessible(administrator.page);
  },
);

browserTest(
  'the room that the records take is told of the filled store, not of the empty one before',
  async ({ open }) => {
    const { page } = await open({ as: 'administrator', base: record?.url ?? '', width: 390 });
    await page.goto(`${room}/storage`);
    expect(await main(page)).toMatch(/records-sqlite\s+[\d.]+ MB/);
  },
);

browserTest(
  'a service is taken out from the page while a chart is open, and put back by one rollback',
  async ({ open }) => {
    const base = record?.url ?? '';
    const { page } = await open({ as: 'administrator', base, width: 390 });
    const ward = await open({ as: 'consultant', base });
    const letters = async () => {
      await ward.page.goto(chartOf('mary-edwards'));
      return ward.page.locator('#documents-side').count();
    };
    expect(await letters()).toBe(1);
    const without = join(record?.data ?? '', 'without-documents');
    await writeFile(without, '');
    await page.goto(`${room}/plan`);
    const plan = await main(page);
    for (const words of ['Taken out: documents', 'Its panels and pages are gone', 'Holds'])
      expect(plan).toContain(words);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Apply this plan' }).click({ noWaitAfter: true });
    await endOfWork(page);
    expect(await main(page)).toMatch(/Apply\s+✓\s+Done/);
    expect(await letters()).toBe(0);
    await page.goto(`${room}/rollback`);
    expect(await main(page)).toMatch(/services of before are put in front again:.*documents/);
    await page.getByRole('button', { name: 'Roll back' }).click({ noWaitAfter: true });
    await endOfWork(page);
    expect(await main(page)).toMatch(/Roll back\s+✓\s+Done/);
    expect(await letters()).toBe(1);
    await rm(without);
  },
);

browserTest('a plan that has become another one meanwhile is not applied, and the page says so', async ({ open }) => {
  const { page } = await open({ as: 'administrator', base: record?.url ?? '', width: 1280 });
  const named = join(record?.data ?? '', 'records-file');
  await writeFile(named, 'third.db');
  await page.goto(`${room}/plan`);
  await writeFile(named, 'fourth.db');
  await page.getByRole('button', { name: 'Apply this plan' }).click({ noWaitAfter: true });
  await endOfWork(page);
  expect(await main(page)).toMatch(/Apply\s+✕\s+Failed[\s\S]*nothing was done/);
  await expectAccessible(page);
});

/** Goes to a button by Tab alone and presses it; every stop on the way is seen. */
async function pressByKeyboard(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press('Tab');
    await expectFocusSeen(page);
    if (await button.evaluate((element) => element === element.ownerDocument.activeElement)) break;
  }
  await page.keyboard.press('Enter');
}

async function endOfWork(page: Page): Promise<void> {
  await page.waitForURL(/\/progress/, { waitUntil: 'commit' });
  await page.getByRole('link', { name: 'See the assembly' }).waitFor({ timeout: 60_000 });
  await page.waitForLoadState('load');
}
