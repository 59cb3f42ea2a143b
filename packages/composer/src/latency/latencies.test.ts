import { expect, test } from 'vitest';
import { createLatencies } from './latencies.ts';

const minute = 60_000;

test('counts by route, tells what failed, and forgets what is an hour old', () => {
  let now = 0;
  const latencies = createLatencies(() => now);
  const note = (milliseconds: number, failed = false) =>
    latencies.note({ of: 'record', route: 'GET /fhir/[type]', milliseconds, failed });
  note(10);
  now = 31 * minute;
  note(20, true);
  expect(latencies.view()).toMatchObject({ since: 0, routes: [{ of: 'record', count: 2, failed: 1 }] });
  now = 62 * minute;
  expect(latencies.view()).toMatchObject({ since: 31 * minute, routes: [{ count: 1, failed: 1 }] });
  now = 1000 * minute;
  expect(latencies.view().routes).toEqual([]);
});

test('is of bounded size, whatever is asked', () => {
  const latencies = createLatencies(() => 0);
  for (let number = 0; number < 5000; number += 1)
    latencies.note({ of: 'x', route: `route ${number}`, milliseconds: 1, failed: false });
  const { routes } = latencies.view();
  expect(routes.length).toBe(301);
  expect(routes.find(({ of }) => of === 'others')?.count).toBe(4700);
});

test('an answer of 500 has failed, and so has none; both are passed on', async () => {
  const latencies = createLatencies(() => 0);
  const route = { of: 'results', route: 'page' };
  expect((await latencies.measure(route, async () => new Response(null, { status: 500 }))).status).toBe(500);
  await expect(latencies.measure(route, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  await latencies.measure(route, async () => new Response(null, { status: 404 }));
  expect(latencies.view().routes).toMatchObject([{ ...route, count: 3, failed: 2 }]);
});
