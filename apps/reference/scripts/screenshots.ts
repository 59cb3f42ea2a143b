/**
 * Takes pictures of the main pages: `node scripts/screenshots.ts FOLDER [ADDRESS [NAME]]`. Without the address of a running
 * reference record it starts one of its own; with a name it takes that picture alone. Every patient in the pictures is synthetic.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fixedStories } from '@baseplate-epr/synthetic-population';
import { chromium, type Page } from 'playwright-core';
import { launchChromium } from '../support/launch-chromium.ts';
import { startReference } from '../support/start-reference.ts';

const [folder, address, only] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Say which folder the pictures go to: node scripts/screenshots.ts FOLDER [ADDRESS [NAME]]');
  process.exit(2);
}

const widths = { desk: 1440, phone: 390 };

interface Picture {
  readonly name: string;
  readonly as: string;
  readonly open: (page: Page) => Promise<void>;
  /** How much of the page is shown, in pixels from its top; all of it when absent. */
  readonly height?: { readonly desk: number; readonly phone: number };
}

const chart = (key: string, rest = '') => {
  const story = fixedStories.find((candidate) => candidate.key === key);
  return `/patients/${story?.patientId ?? key}${rest}`;
};
const at = (path: string) => async (page: Page) => {
  await page.goto(path);
};

const pictures: readonly Picture[] = [
  // The two of the project's README.
  { name: 'chart', as: 'consultant', open: at(chart('mary-edwards')), height: { desk: 1310, phone: 1330 } },
  { name: 'wards', as: 'ward-nurse', open: at('/') },
  {
    name: 'search',
    as: 'ward-nurse',
    open: async (page) => {
      await page.goto('/patients');
      await page.locator('#find').fill('edwards');
      await page.locator('main [data-result]').first().waitFor();
    },
  },
  ...[
    'mary-edwards',
    'deteriorating-patient',
    'child-with-asthma',
    'pregnancy',
    'death-in-hospital',
    'long-history',
    'copd-scale-two',
    'name-very-long',
    'name-urdu',
    'observation-gaps',
    'allergies-not-recorded',
    'nothing-recorded',
  ].map((key) => ({ name: `chart-${key}`, as: 'consultant', open: at(chart(key)) })),
  { name: 'chart-as-clerk', as: 'clerk', open: at(chart('mary-edwards')) },
  { name: 'chart-as-administrator', as: 'administrator', open: at(chart('mary-edwards')) },
  { name: 'patient', as: 'patient', open: at('/') },
  ...[
    '/observations/record',
    '/observations/all',
    '/results/all',
    '/results/all?show=tests',
    '/medicines/',
    '/medicines/past',
    '/problems-allergies/problems',
    '/problems-allergies/problems/add',
    '/problems-allergies/allergies',
    '/problems-allergies/allergies/add',
    '/documents/',
    '/documents/write',
    '/history',
  ].map((path) => ({
    name: path.slice(1).replace(/\/$/, '').replaceAll(/[/?=]/g, '-'),
    as: 'consultant',
    open: at(chart('mary-edwards', path)),
  })),
  // That of the guide to the control room.
  { name: 'control-room', as: 'administrator', open: at('/services/control-room/') },
  ...['/bricks/data.records', '/plan', '/services', '/history', '/latency', '/storage'].map((path) => ({
    name: `control-room${path.replaceAll(/[/.]/g, '-')}`,
    as: 'administrator',
    open: at(`/services/control-room${path}`),
  })),
  { name: 'not-found', as: 'consultant', open: at('/nowhere') },
];

await mkdir(folder, { recursive: true });
const record = address === undefined || address === '' ? await startReference({ patients: 30 }) : undefined;
const server = await launchChromium();
const browser = await chromium.connect(server.wsEndpoint());
try {
  for (const device of ['desk', 'phone'] as const) {
    for (const { name, as, open, height } of pictures) {
      if (only !== undefined && only !== name) continue;
      const context = await browser.newContext({
        baseURL: record?.url ?? address ?? '',
        viewport: { width: widths[device], height: height?.[device] ?? (device === 'phone' ? 844 : 900) },
        locale: 'en-GB',
        timezoneId: 'Europe/London',
      });
      const page = await context.newPage();
      await page.goto('/');
      await page.locator(`button[name="persona"][value="${as}"]`).click();
      await open(page);
      await page.screenshot({ path: join(folder, `${name}-${device}.png`), fullPage: height === undefined });
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
  await record?.stop();
}
