import { expect } from 'vitest';
import reference from '../../baseplate.config.ts';
import tablet from '../../baseplate.ward-round.config.ts';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible, expectFocusSeen, expectNoSidewaysScroll } from './harness/check-page.ts';
import { medium } from './harness/enter-observations.ts';
import { chartOf, patientOf } from './harness/patients.ts';
import { seenText } from './harness/seen-text.ts';
import { beginSet, setsOf, wardRoundRecord } from './harness/ward-round.ts';

const record = wardRoundRecord();

browserTest(
  'it takes the place of the first user interface by one line, and shows what every service has to say',
  async ({ open }) => {
    const packages = (assembly: typeof reference) => assembly.services.map((service) => service.package);
    expect(packages(tablet)).toEqual([
      '@baseplate-epr/ward-round',
      ...packages(reference).filter((name) => name !== '@baseplate-epr/clinician-workspace'),
    ]);
    expect({ ...tablet, services: [] }).toEqual({ ...reference, services: [] });
    const { page } = await open({ as: 'consultant', base: record.url(), width: 820 });
    await page.getByRole('link', { name: /^Ward 7/ }).click();
    const row = page.locator('.round-row', { hasText: 'EDWARDS, Mary' });
    expect(await seenText(row)).toMatch(/12\s+High/);
    expect(await seenText(row)).toContain('999 123 4578');
    await row.getByRole('link').click();
    await page.locator('.round-cards').waitFor();
    const banner = await seenText(page.locator('[data-banner]'));
    for (const fact of ['EDWARDS, Mary (Mrs)', '14-Jul-1945', 'Female', '999 123 4578', 'Known allergies: Penicillin'])
      expect(banner).toContain(fact);
    await page.locator('.round-alerts').getByText('Potassium 6.9').waitFor();
    expect(await seenText(page.locator('.round-alerts'))).toContain('Heart condition');
    const essentials = await seenText(page.locator('.round-cards'));
    for (const fact of ['NEWS2 12: emergency response', 'Long QT syndrome', 'apixaban', 'Potassium 6.9', 'Very high'])
      expect(essentials).toContain(fact);
    await page.getByRole('link', { name: 'More', exact: true }).click();
    await page.locator('#documents-side').waitFor();
    for (const panel of ['observations-main', 'results-main', 'medicines-side', 'problems-allergies-side'])
      expect(await page.locator(`#${panel}`).count(), panel).toBe(1);
    // A form of another supplier's service goes through the round to its service and back.
    await page.getByRole('link', { name: 'Add a problem' }).click();
    await page.getByLabel('Problem or diagnosis').fill('Gout');
    await page.getByRole('radio', { name: 'Confirmed', exact: true }).check();
    await page.getByRole('button', { name: 'Save problem' }).click();
    await page.locator('.round-notice').getByText('Gout').waitFor();
    // Whoever is with somebody else by then reads whom it was saved for.
    expect(await seenText(page.locator('.round-notice'))).toContain('Done EDWARDS, Mary (Mrs): ');
    await page.goto(chartOf('mary-edwards'));
    await page.locator('#problems').getByText('Gout').waitFor();
  },
);

browserTest(
  'every screen meets WCAG 2.2 AA and fits, on a tablet, a telephone and a desk',
  async ({ open }) => {
    const { page } = await open({ as: 'ward-nurse', base: record.url() });
    const ward = await page.locator('.round-ward', { hasText: 'Ward 7' }).getAttribute('href');
    const screens = [
      ['/', '.round-wards'],
      [ward ?? '', '.round-list'],
      [chartOf('mary-edwards'), '.round-alerts .round-fragment'],
      [chartOf('death-in-hospital'), '.round-cards'],
      [chartOf('nothing-recorded'), '.round-cards'],
      [chartOf('mary-edwards', '/observe'), '.round-entry'],
      [chartOf('mary-edwards', '/more'), '.round-panel'],
      [chartOf('mary-edwards', '/results/all'), '.round-fragment'],
      ['/nowhere', 'h1'],
    ] as const;
    for (const [width, height] of [
      [820, 1180],
      [390, 844],
      [1280, 900],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const [address, there] of screens) {
        await page.goto(address);
        await page.locator(there).first().waitFor();
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      }
    }
  },
  { timeout: 300_000 },
);

browserTest('absence has its own words: nothing recorded, withheld, unknown patient', async ({ open }) => {
  const { page } = await open({ as: 'ward-nurse', base: record.url() });
  await page.goto(chartOf('nothing-recorded'));
  await page.locator('.round-cards').waitFor();
  const empty = await seenText(page.locator('body'));
  for (const words of [
    'Allergies not recorded',
    'No observations recorded',
    'No active problems recorded',
    'No current medicines recorded',
    'No laboratory results recorded',
  ])
    expect(empty).toContain(words);
  const clerk = await open({ as: 'clerk', base: record.url() });
  await clerk.page.goto(chartOf('mary-edwards'));
  await clerk.page.locator('.round-cards').waitFor();
  const kept = await seenText(clerk.page.locator('body'));
  expect(kept).toContain('Allergies: withheld for your role');
  expect(kept.match(/Withheld for your role\./g)).toHaveLength(4);
  expect(kept).not.toMatch(/none recorded|Potassium|apixaban/i);
  const answer = await page.goto('/patients/nobody-is-called-so');
  expect(answer?.status()).toBe(404);
  expect(await seenText(page.locator('main'))).toContain('There is no such patient');
});

browserTest(
  'NEWS2 is worked out and explained as a set is entered; saved, it is on the first screen',
  async ({ open }) => {
    const { page } = await open({ as: 'ward-nurse', base: record.url(), width: 820 });
    const { pulse: _, ...gap } = medium;
    await beginSet(page, 'lives-abroad', gap);
    const live = page.locator('.round-live');
    await live.getByText('NEWS2 incomplete: Pulse missing').waitFor();
    await page.getByLabel(/^Pulse/).fill('95');
    await live.getByText('NEWS2 6: urgent response').waitFor();
    const points = await live.locator('tbody tr').allInnerTexts();
    expect(points.map((row) => row.replace(/\s+/g, ' '))).toEqual([
      'Respirations 2',
      'SpO₂ 1',
      'Air or oxygen 0',
      'Systolic blood pressure 1',
      'Pulse 1',
      'Consciousness 0',
      'Temperature 1',
    ]);
    await page.getByLabel(/^Pulse/).fill('950');
    await page.getByRole('button', { name: 'Save observations' }).click();
    const errors = page.locator('.round-errors');
    await errors.waitFor();
    await expectAccessible(page);
    await errors.getByRole('link', { name: /Pulse must be between/ }).click();
    await page.locator('#observations-pulse:focus').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('210');
    await page.getByRole('button', { name: 'Save observations' }).click();
    await page.getByLabel('Yes: Pulse 210 beats/min').check();
    await page.getByRole('button', { name: 'Save observations' }).click();
    await page.locator('.round-notice').getByText('NEWS2 8: emergency response').waitFor();
    await page.locator('#observations').getByText('NEWS2 8: emergency response').waitFor();
  },
);

browserTest(
  'a set about another patient than the one it is sent to is refused, and neither record changes',
  async ({ open }) => {
    const { page } = await open({ as: 'ward-nurse', base: record.url() });
    const [one, other] = ['former-name', 'year-of-birth-only'] as const;
    const before = [await setsOf(page, one), await setsOf(page, other)];
    await beginSet(page, one);
    // The address is changed on the way; what is sent still says whom it was made for.
    await page.route('**/round/patients/*/observations', (route) =>
      route.continue({ url: route.request().url().replace(patientOf(one), patientOf(other)) }),
    );
    await page.getByRole('button', { name: 'Save observations' }).click();
    await page.locator('.round-errors').getByText('Wrong patient: nothing was saved').waitFor();
    await page.unroute('**/round/patients/*/observations');
    expect([await setsOf(page, one), await setsOf(page, other)]).toEqual(before);
  },
);

browserTest('an answer that comes late takes nobody away from the patient who is open by then', async ({ open }) => {
  const { page } = await open({ as: 'ward-nurse', base: record.url(), width: 820 });
  const ward = await page.locator('.round-ward', { hasText: 'Ward 7' }).getAttribute('href');
  await page.goto(ward ?? '');
  const other = await page.locator('.round-row a').first().getAttribute('href');
  await beginSet(page, 'maiden-name');
  const asked = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  await page.route('**/round/patients/*/observations', async (route) => {
    arrived.resolve();
    await asked.promise;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Save observations' }).click();
  await arrived.promise;
  await page.locator('.round-header__home').click();
  await page.locator(`.round-ward[href="${ward}"]`).click();
  await page.locator(`.round-row a[href="${other}"]`).click();
  await page.locator('.round-cards').waitFor();
  asked.resolve();
  await page.locator('.round-notice').getByText('NEWS2 6').waitFor();
  expect(new URL(page.url()).pathname).toBe(other);
});

browserTest('what a colleague records is there once the tablet is taken up again', async ({ open }) => {
  const { page } = await open({ as: 'ward-nurse', base: record.url() });
  await page.goto(chartOf('year-of-birth-only'));
  await page.locator('#observations').waitFor();
  const colleague = await open({ as: 'ward-nurse', base: record.url() });
  await beginSet(colleague.page, 'year-of-birth-only');
  await colleague.page.getByRole('button', { name: 'Save observations' }).click();
  await colleague.page.locator('.round-notice').getByText('NEWS2 6').waitFor();
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  await page.locator('#observations').getByText('NEWS2 6: urgent response').waitFor();
});

browserTest('a form that has stood open begins with the time at which it is taken up', async ({ open }) => {
  const { page } = await open({ as: 'ward-nurse', base: record.url() });
  await page.clock.install();
  await page.goto(chartOf('name-urdu', '/observe'));
  await page.locator('.round-entry').waitFor();
  const time = () => page.getByLabel('Time', { exact: true }).inputValue();
  const before = await time();
  await page.clock.fastForward('20:00');
  await expect.poll(time, { timeout: 30_000 }).not.toBe(before);
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
  expect((minutes(await time()) - minutes(before) + 1440) % 1440).toBeGreaterThanOrEqual(20);
});

browserTest('with the keyboard alone: ward, patient, a set, sign out', async ({ open }) => {
  const { page } = await open({ as: 'consultant', base: record.url(), width: 820 });
  const tabTo = async (selector: string) => {
    for (let stop = 0; stop < 80; stop += 1) {
      await page.keyboard.press('Tab');
      await expectFocusSeen(page);
      if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
    }
    throw new Error(`The Tab key does not come to ${selector}.`);
  };
  const ward = await page.locator('.round-ward', { hasText: 'Ward 7' }).getAttribute('href');
  await tabTo(`a[href="${ward}"]`);
  await page.keyboard.press('Enter');
  await page.locator('.round-list').waitFor();
  await tabTo(`a[href="${chartOf('mary-edwards')}"]`);
  await page.keyboard.press('Enter');
  await page.locator('.round-cards').waitFor();
  await tabTo('a[href$="/observe"]');
  await page.keyboard.press('Enter');
  await page.locator('.round-entry').waitFor();
  await tabTo('[name="respirations"]');
  await page.keyboard.type('18');
  await tabTo('[name="oxygen"]');
  await page.keyboard.press('Space');
  await tabTo('[name="pulse"]');
  await page.keyboard.type('84');
  await page.keyboard.press('Enter');
  await page.locator('.round-notice').getByText('Incomplete set').waitFor();
  await page.reload();
  await page.locator('.round-cards').waitFor();
  await tabTo('.round-header__button');
  await page.keyboard.press('Enter');
  await page.locator('button[name="persona"]').first().waitFor();
});
