import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { type RunningReference, startReference } from '../../../support/start-reference.ts';
import { enterObservations, medium, type ObservationsEntry } from './enter-observations.ts';
import { chartOf } from './patients.ts';
import { seenText } from './seen-text.ts';

/** Starts, for the tests of a file, the reference record with the user interface of the ward round. */
export function wardRoundRecord(): { readonly url: () => string } {
  let record: RunningReference | undefined;
  beforeAll(async () => {
    if (inject('browserEndpoint') === '') return;
    const configuration = fileURLToPath(new URL('../../../baseplate.ward-round.config.ts', import.meta.url));
    record = await startReference({ patients: 30, configuration });
  });
  afterAll(async () => {
    await record?.stop();
  });
  return { url: () => record?.url ?? '' };
}

/** Opens the form of a patient's next set and fills it in. */
export async function beginSet(page: Page, key: string, entry: ObservationsEntry = medium): Promise<void> {
  await page.goto(chartOf(key, '/observe'));
  await page.getByRole('heading', { name: 'Record observations' }).waitFor();
  await enterObservations(page, entry);
}

/** Sets of this patient that the record holds and this nurse has taken, by the page of the observations service. */
export async function setsOf(page: Page, key: string): Promise<number> {
  await page.goto(chartOf(key, '/observations/all'));
  await page.locator('#observations-all').waitFor();
  return ((await seenText(page.locator('#observations-all'))).match(/Sanna Lindqvist/g) ?? []).length;
}

/** Everything that lies at rest on the device. */
export async function keptOnDevice(page: Page): Promise<string> {
  const stores = await page.evaluate<string>(
    'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
  );
  const caches = await page.evaluate<string>(
    `(async () => (await Promise.all((await caches.keys()).map(async (name) => {
      const cache = await caches.open(name);
      return (await Promise.all((await cache.keys()).map(async (key) => (await cache.match(key)).text()))).join();
    }))).join())()`,
  );
  const databases = await page.evaluate<string>('indexedDB.databases().then((all) => JSON.stringify(all))');
  return [stores, caches, databases].join('\n');
}

/** Drafts that lie on the device. */
export async function draftsOnDevice(page: Page): Promise<number> {
  return page.evaluate<number>(
    "Object.keys(localStorage).filter((name) => name.startsWith('ward-round-draft/')).length",
  );
}
