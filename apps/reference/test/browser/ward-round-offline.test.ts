import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible } from './harness/check-page.ts';
import { enterObservations, medium } from './harness/enter-observations.ts';
import { chartOf, patientOf } from './harness/patients.ts';
import { chooseToBe } from './harness/press-button.ts';
import { seenText } from './harness/seen-text.ts';
import { beginSet, draftsOnDevice, keptOnDevice, setsOf, wardRoundRecord } from './harness/ward-round.ts';

const record = wardRoundRecord();
// Asked from outside: `waitForFunction` evaluates in the page, whose Content-Security-Policy refuses it from the second time on.
const soon = { timeout: 30_000 };

browserTest('without a network a set is finished, kept enciphered, and sent once when it is back', async ({ open }) => {
  const { page, context } = await open({ as: 'ward-nurse', base: record.url(), width: 820 });
  const key = 'lives-abroad';
  const before = await setsOf(page, key);
  await beginSet(page, key, {});
  await context.setOffline(true);
  await page.getByText('No network since').waitFor();
  const { pulse = '', ...rest } = medium;
  await page.getByLabel(/^Pulse/).fill(pulse);
  await enterObservations(page, rest);
  await page.getByText('Draft kept on this device, enciphered').waitFor();
  await page.locator('.round-live').getByText('NEWS2 6: urgent response').waitFor();
  await expectAccessible(page);
  const atRest = await keptOnDevice(page);
  expect(atRest).toContain('ward-round-draft/');
  for (const telling of [patientOf(key), await nameOf(page), '38.2'])
    expect(atRest.includes(telling), telling).toBe(false);
  await save(page);
  await page.getByText('Not in the record yet: 1 set of observations').waitFor();
  await expectAccessible(page);
  await context.setOffline(false);
  await page.locator('.round-notice').getByText('NEWS2 6: urgent response').waitFor();
  expect(await page.getByText('Not in the record yet').count()).toBe(0);
  expect(await draftsOnDevice(page)).toBe(0);
  expect(await setsOf(page, key)).toBe(before + 1);
});

browserTest('a sending whose answer was lost is repeated, and the set is there once', async ({ open }) => {
  const { page } = await open({ as: 'ward-nurse', base: record.url() });
  const key = 'maiden-name';
  const before = await setsOf(page, key);
  await beginSet(page, key);
  let sent = 0;
  await page.route('**/round/patients/*/observations', async (route) => {
    sent += 1;
    if (sent > 2) return route.continue();
    // It arrives, and is written; the tablet never hears of it.
    await route.fetch();
    return route.abort('internetdisconnected');
  });
  await save(page);
  await page.locator('.round-notice').getByText('NEWS2 6').waitFor();
  expect(sent).toBe(3);
  expect(await setsOf(page, key)).toBe(before + 1);
});

browserTest(
  'a reload without a network shows nobody’s data; with the network the set is sent, once',
  async ({ open }) => {
    const { page, context } = await open({ as: 'ward-nurse', base: record.url(), width: 820 });
    const key = 'name-urdu';
    const before = await setsOf(page, key);
    await beginSet(page, key);
    await keptForOffline(page);
    await context.setOffline(true);
    await save(page);
    await page.getByText('Not in the record yet: 1 set').waitFor();
    const name = await nameOf(page);
    await page.reload();
    await page.getByText('No network.').waitFor();
    const words = await seenText(page.locator('body'));
    expect(words).toContain('Something that was not sent yet is kept on this device. It is enciphered');
    expect(words).not.toContain(name);
    await expectAccessible(page);
    await context.setOffline(false);
    await page.locator('.round-notice').getByText('NEWS2 6').waitFor();
    expect(await draftsOnDevice(page)).toBe(0);
    expect(await setsOf(page, key)).toBe(before + 1);
  },
);

browserTest('a page of a service takes nothing away from what is there without a network', async ({ open }) => {
  const { page, context } = await open({ as: 'ward-nurse', base: record.url(), width: 820 });
  await page.goto('/');
  await keptForOffline(page);
  await page.goto('/services/documents/nothing');
  await expect
    .poll(() => page.evaluate('navigator.serviceWorker.getRegistrations().then((all) => all.length)'), soon)
    .toBe(1);
  await page.goto('/');
  await context.setOffline(true);
  await page.reload();
  await page.getByText('No network.').waitFor();
  await context.setOffline(false);
  await page.getByRole('heading', { name: 'Wards' }).waitFor();
});

browserTest('an unfinished set is there on another device, and goes on from there', async ({ open }) => {
  const one = await open({ as: 'ward-nurse', base: record.url() });
  await beginSet(one.page, 'name-mononym', { pulse: '88' });
  await one.page.getByText('Draft kept by the record').waitFor();
  expect(await draftsOnDevice(one.page)).toBe(0);
  await one.context.close();
  const other = await open({ as: 'ward-nurse', base: record.url() });
  await other.page.locator(`a[href="${chartOf('name-mononym', '/observe')}"]`).click();
  await other.page.locator('.round-entry').waitFor();
  expect(await other.page.getByLabel(/^Pulse/).inputValue()).toBe('88');
  await other.page.getByRole('button', { name: 'Discard' }).click();
  await expect.poll(() => other.page.getByLabel(/^Pulse/).inputValue(), soon).toBe('');
});

browserTest(
  'what one person left on a tablet opens for nobody else, and is there for that person again',
  async ({ open }) => {
    const { page, context } = await open({ as: 'ward-nurse', base: record.url() });
    const key = 'name-given-only';
    await beginSet(page, key, {});
    await context.setOffline(true);
    await page.getByLabel(/^Pulse/).fill('91');
    await page.getByText('Draft kept on this device').waitFor();
    // The battery is empty, and the session over: the page is gone without a word.
    await page.goto('about:blank');
    await context.clearCookies();
    await context.setOffline(false);
    await page.goto(new URL('/', record.url()).href);
    await chooseToBe(page, 'consultant');
    await page.locator('.round-wards').waitFor();
    expect(await page.getByText('Not in the record yet').count()).toBe(0);
    await page.goto(chartOf(key, '/observe'));
    await page.locator('.round-entry').waitFor();
    expect(await page.getByLabel(/^Pulse/).inputValue()).toBe('');
    expect(await draftsOnDevice(page)).toBe(1);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.locator('button[name="persona"]').first().waitFor();
    await chooseToBe(page, 'ward-nurse');
    await page.locator('.round-wards').waitFor();
    await page.goto(chartOf(key, '/observe'));
    await page.locator('.round-entry').waitFor();
    expect(await page.getByLabel(/^Pulse/).inputValue()).toBe('91');
  },
);

browserTest('signing out asks about what is not in the record, then erases it here and there', async ({ open }) => {
  const { page, context } = await open({ as: 'general-practitioner', base: record.url(), width: 390 });
  const key = 'name-preferred';
  await beginSet(page, key, { pulse: '77' });
  await page.getByText('Draft kept by the record').waitFor();
  await context.setOffline(true);
  await page.getByLabel(/^Temperature/).fill('36.6');
  await page.getByText('Draft kept on this device').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('1 unfinished').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Erase and sign out' }).click();
  await page.getByRole('heading', { name: 'Signing out' }).waitFor();
  expect(await draftsOnDevice(page)).toBe(0);
  expect(await seenText(page.locator('body'))).not.toContain('77');
  await context.setOffline(false);
  await page.locator('button[name="persona"]').first().waitFor();
  await chooseToBe(page, 'general-practitioner');
  await page.locator('.round-wards').waitFor();
  expect(await page.getByText('Not in the record yet').count()).toBe(0);
  await page.goto(chartOf(key, '/observe'));
  await page.locator('.round-entry').waitFor();
  expect(await page.getByLabel(/^Pulse/).inputValue()).toBe('');
});

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save observations' }).click();
}

async function nameOf(page: Page): Promise<string> {
  return (await page.locator('[data-banner] h1').textContent())?.split(',')[0] ?? '';
}

/** A page that was on its way while the worker began may stay outside it until the next one; what it answers without a network is there already. */
async function keptForOffline(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate('navigator.serviceWorker.getRegistration().then((one) => one?.active?.state)'), soon)
    .toBe('activated');
}
