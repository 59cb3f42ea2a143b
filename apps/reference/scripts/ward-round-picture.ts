/**
 * Takes the picture of the ward round on a tablet for the project's README: `node scripts/ward-round-picture.ts FILE`. It starts a record of
 * its own; every patient in the picture is synthetic.
 */
import { fileURLToPath } from 'node:url';
import { fixedStories } from '@baseplate-epr/synthetic-population';
import { chromium } from 'playwright-core';
import { launchChromium } from '../support/launch-chromium.ts';
import { startReference } from '../support/start-reference.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Say which file the picture goes to: node scripts/ward-round-picture.ts FILE');
  process.exit(2);
}

const mary = fixedStories.find(({ key }) => key === 'mary-edwards')?.patientId ?? '';
const configuration = fileURLToPath(new URL('../baseplate.ward-round.config.ts', import.meta.url));
const record = await startReference({ patients: 30, configuration });
const server = await launchChromium();
const browser = await chromium.connect(server.wsEndpoint());
try {
  const context = await browser.newContext({
    baseURL: record.url,
    viewport: { width: 820, height: 1180 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  const page = await context.newPage();
  await page.goto('/');
  await page.locator('button[name="persona"][value="ward-nurse"]').click();
  await page.locator('.round-wards').waitFor();
  await page.goto(`/patients/${mary}`);
  await page.locator('.round-alerts .round-fragment').first().waitFor();
  await page.screenshot({ path: file });
} finally {
  await browser.close();
  await server.close();
  await record.stop();
}
