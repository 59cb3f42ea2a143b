import { expect, test } from 'vitest';
import { createFreshStore } from './fresh-store.ts';

/** A store that gives out what it has read once, whatever becomes of the place. */
function remembering(place: { text: string }) {
  let remembered: string | undefined;
  return {
    async read({ type, id }: { type: string; id: string }) {
      remembered ??= place.text;
      return { type, id, versionId: '1', lastUpdated: 0, deleted: false, text: remembered, compartments: [] };
    },
    load: async () => ({ loaded: 0, present: 0 }),
    search: async () => ({ matches: [], included: [] }),
    stopped: 0,
    async stop() {
      this.stopped += 1;
    },
  };
}

test('a store is opened anew each minute, so that what changed beneath it is seen', async () => {
  const place = { text: 'as it was given' };
  let now = 0;
  const stores = [remembering(place)];
  const [first] = stores;
  if (first === undefined) throw new Error('There is no store.');
  const open = async () => {
    expect(stores.at(-1)?.stopped).toBe(1);
    now += 5_000;
    const next = remembering(place);
    stores.push(next);
    return next;
  };
  const store = createFreshStore({ first, open, now: () => now });
  const read = async () => (await store.read({ type: 'Location', id: 'ward' }))?.text;
  expect(await read()).toBe('as it was given');
  place.text = 'damaged';
  now = 59_999;
  await store.renew();
  expect(await read()).toBe('as it was given');
  now = 60_000;
  await store.renew();
  expect(await read()).toBe('damaged');
  // Opening it took five seconds, so it stays open for a hundred.
  now += 99_999;
  await store.renew();
  expect(stores).toHaveLength(2);
  now += 1;
  await store.renew();
  expect(stores).toHaveLength(3);
  await store.stop();
  expect(stores.map(({ stopped }) => stopped)).toEqual([1, 1, 1]);
});
