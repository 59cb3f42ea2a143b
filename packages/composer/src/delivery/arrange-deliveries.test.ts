import type { StateNamespace } from '@baseplate-epr/contracts';
import { afterEach, expect, test, vi } from 'vitest';
import { about, type DeliveryWorld, deliveryWorld } from '../__fixtures__/delivery-world.ts';
import { noteKey } from './delivery-note.ts';

let world: DeliveryWorld | undefined;
afterEach(() => world?.stop());

/** A namespace that reads the note of this service in another way, once it is set. */
function broken(service: string) {
  let read: StateNamespace['get'] | undefined;
  return {
    breakWith: (other: StateNamespace['get']) => {
      read = other;
    },
    state: (real: StateNamespace): StateNamespace => ({
      ...real,
      get: (options) => (read !== undefined && options.key === noteKey(service) ? read(options) : real.get(options)),
    }),
  };
}

test.each([
  ['begun', false],
  ['taken over', true],
])('a service that cannot be %s holds up none of those behind it', async (_, isBegun) => {
  const { breakWith, state } = broken('first');
  const heard: string[] = [];
  world = await deliveryWorld(({ event }) => void heard.push(event.id), { before: ['first'], state });
  const { deliveries, logged, put } = world;
  if (isBegun) await deliveries.prepare();
  breakWith(() => Promise.reject(new Error('The note of EDWARDS, Mary cannot be read.')));
  deliveries.start();
  await vi.waitFor(async () => {
    const views = await deliveries.view();
    expect(views.find(({ service }) => service === 'ward')).toMatchObject({ state: 'delivering' });
  });
  await put('Patient', 'a');
  await put('Observation', 'o', about('a'));
  await vi.waitFor(() => expect(heard).toEqual(['o']));
  expect(logged.join('\n')).toContain('tells these services of changes. It is tried again. {"services":"first"}');
  expect(logged.join('\n')).not.toContain('EDWARDS');
});

test('while the state store hangs it is waited for once, however long, and not asked for all that time when it is back', async () => {
  const { breakWith, state } = broken('ward');
  world = await deliveryWorld(() => undefined, { state, times: { look: 10 } });
  await world.deliveries.prepare();
  const answer = Promise.withResolvers<undefined>();
  let asked = 0;
  breakWith(() => {
    asked += 1;
    return answer.promise;
  });
  world.deliveries.start();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(asked).toBe(1);
  answer.resolve(undefined);
  // Before another look can come: whatever had been queued would have asked by then.
  for (let turn = 0; turn < 1000; turn += 1) await Promise.resolve();
  expect(asked).toBe(1);
});
