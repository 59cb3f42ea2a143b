import { createMemoryStateStore } from '@baseplate-epr/conformance';
import type { ModuleContext } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { keptSamples } from './kept-samples.ts';
import { storageGrowth } from './storage-growth.ts';

const hour = 3_600_000;
const quiet = () => undefined;
const logger = { info: quiet, warn: quiet, error: quiet };

async function world() {
  const clock = { at: Date.UTC(2026, 10, 1) };
  const context: ModuleContext = {
    clock: { now: () => clock.at },
    logger,
    randomBytes: (size) => new Uint8Array(size),
  };
  const store = createMemoryStateStore();
  await store.start(context);
  const taken = { bytes: 100 };
  const make = () =>
    storageGrowth({
      stores: {
        records: { size: async () => taken },
        documents: { size: async () => ({ bytes: 7, isEstimate: true }) },
        audit: {
          size: () => Promise.reject(new Error('away')),
        },
        state: {},
      },
      state: store.namespace({ name: 'composer' }),
      logger,
      now: () => clock.at,
    });
  return { clock, taken, make };
}

test('takes a sample an hour, of what tells its size, also after a restart; of two processes one does', async () => {
  const { clock, taken, make } = await world();
  const [one, other] = [make(), make()];
  await Promise.all([one.look(), other.look()]);
  const first = { at: clock.at, places: { records: { bytes: 100 }, documents: { bytes: 7, isEstimate: true } } };
  expect(await one.samples()).toEqual([first]);
  clock.at += hour / 2;
  await one.look();
  expect(await make().samples()).toEqual([first]);
  clock.at += hour / 2;
  taken.bytes = 250;
  await make().look();
  expect((await other.samples()).map(({ places }) => places.records?.bytes)).toEqual([100, 250]);
});

test('takes another in place of the last hour’s when much was written at once, and the next an hour after that', async () => {
  const { clock, taken, make } = await world();
  const growth = make();
  await growth.look();
  taken.bytes = 900;
  clock.at += 1000;
  await growth.note();
  clock.at += hour - 120_000;
  await growth.look();
  expect((await growth.samples()).map(({ places }) => places.records?.bytes)).toEqual([900]);
  clock.at += 120_000;
  await growth.look();
  expect(await growth.samples()).toHaveLength(2);
});

test('keeps two days hour by hour, one sample a day before, and never more than a bounded number', () => {
  const now = Date.UTC(2028, 0, 1);
  const all = Array.from({ length: 24 * 600 }, (_, index) => ({ at: now - (24 * 600 - index) * hour, places: {} }));
  const kept = keptSamples(all, now);
  expect(kept).toHaveLength(450);
  expect(kept.filter(({ at }) => now - at < 48 * hour)).toHaveLength(47);
  expect(kept.at(-1)).toBe(all.at(-1));
  const [older, newer] = kept;
  expect((newer?.at ?? 0) - (older?.at ?? 0)).toBe(24 * hour);
  expect(keptSamples(kept, now)).toEqual(kept);
});
