import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, inject } from 'vitest';
import { type RunningReference, startReference } from '../../support/start-reference.ts';
import { browserTest } from './harness/browser-test.ts';
import { expectAccessible, expectNoSidewaysScroll } from './harness/check-page.ts';

let record: RunningReference | undefined;
let elsewhere: Server;
let to: string;
/** What the other site was asked for. */
const asked: string[] = [];

beforeAll(async () => {
  if (inject('browserEndpoint') === '') return;
  elsewhere = createServer((request, response) => {
    if (request.url !== '/favicon.ico') asked.push(`${request.url} ${request.headers.referer ?? 'no referrer'}`);
    response.setHeader('content-type', 'text/html').end('<title>Elsewhere</title><h1>Elsewhere</h1>');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  to = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const configuration = fileURLToPath(new URL('./assemblies/baseplate.leading.config.ts', import.meta.url));
  record = await startReference({ patients: 1, configuration, environment: { ELSEWHERE: to } });
});

afterAll(async () => {
  await record?.stop();
  elsewhere?.close();
});

beforeEach(() => {
  asked.length = 0;
});

browserTest('a page of a service leads nobody out by itself', async ({ open }) => {
  const { page, context } = await open({ as: 'consultant', base: record?.url ?? '' });
  for (const path of ['refresh', 'hidden-refresh']) {
    await page.goto(`/services/leading/${path}`);
    // A second page has come and is drawn: a refresh after no seconds would have come before it.
    const second = await context.newPage();
    await second.goto('/services/leading/done');
    await second.getByRole('heading', { name: 'Leading' }).waitFor();
    await second.close();
    expect(new URL(page.url()).pathname).toBe(`/services/leading/${path}`);
  }
  expect(asked).toEqual([]);
});

browserTest('a link out shows the whole address first; one within goes on as ever', async ({ open }) => {
  const { page } = await open({ as: 'consultant', base: record?.url ?? '', width: 390 });
  await page.goto('/services/leading/link');
  await page.getByRole('link', { name: 'Own page' }).click();
  expect(new URL(page.url()).pathname).toBe('/services/leading/done');
  await page.goBack();
  await page.getByRole('link', { name: 'Guidance' }).click();
  await page.getByRole('heading', { name: 'This link leads out of the record' }).waitFor();
  await page.getByText(`${to}/link?ward=7`).waitFor();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  expect(asked).toEqual([]);
  await page.getByRole('link', { name: /^Go to/ }).click();
  await page.getByRole('heading', { name: 'Elsewhere' }).waitFor();
  expect(asked).toEqual(['/link?ward=7 no referrer']);
  // What somebody else's page cannot do: show words of the record about an address of its own.
  const answer = await page.goto(`${record?.url}/elsewhere/leading?to=${encodeURIComponent(to)}`, { referer: to });
  expect(answer?.status()).toBe(404);
});

browserTest('nor does what is written so that it would be overlooked', async ({ open }) => {
  const { page, context } = await open({ as: 'consultant', base: record?.url ?? '' });
  await page.goto('/services/leading/tricks');
  await page.getByText('Entity').click();
  await page.getByText('Tab').click();
  await page.getByText('Drawn').click();
  const second = await context.newPage();
  await second.goto('/services/leading/done');
  await second.getByRole('heading', { name: 'Leading' }).waitFor();
  expect(asked).toEqual([]);
});
