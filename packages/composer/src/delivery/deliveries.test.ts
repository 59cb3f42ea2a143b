import { afterEach, expect, test, vi } from 'vitest';
import {
  about,
  type DeliveryWorld,
  type DeliveryWorldOptions,
  deliveryWorld,
  type Hear,
} from '../__fixtures__/delivery-world.ts';

const worlds: DeliveryWorld[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

async function open(hear: Hear, options?: DeliveryWorldOptions): Promise<DeliveryWorld> {
  const world = await deliveryWorld(hear, options);
  worlds.push(world);
  for (const patient of ['a', 'b', 'c']) await world.put('Patient', patient);
  return world;
}

async function begin(world: DeliveryWorld): Promise<DeliveryWorld> {
  await world.deliveries.prepare();
  world.deliveries.start();
  return world;
}

const refusal = () => new Response('EDWARDS, Mary', { status: 500 });

test('a service hears of what is written after it subscribed, by name alone, under its own authority', async () => {
  const heard: unknown[] = [];
  const world = await open(async ({ event, principal, record }) => {
    const read = await record.fetch(`/fhir/${event.type}/${event.id}`);
    const beyond = await record.fetch('/fhir/Encounter');
    heard.push([event, principal.id, principal.kind, read.status, beyond.status]);
  });
  await world.put('Observation', 'before', about('a'));
  await world.deliveries.prepare();
  await world.put('Observation', 'after', about('a'));
  world.deliveries.start();
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  const event = {
    type: 'Observation',
    id: 'after',
    versionId: '1',
    interaction: 'create',
    patients: ['a'],
    attempt: 1,
  };
  expect(heard).toEqual([[{ ...event, lastUpdated: expect.any(Number) }, 'service/ward', 'system', 200, 403]]);
});

test('what a caller’s scopes allow is no part of what a service may do by itself, nor is what nobody granted', async () => {
  const statuses: number[] = [];
  const world = await begin(
    await open(
      async ({ record }) => {
        for (const type of ['Observation', 'Patient', 'Task'])
          statuses.push((await record.fetch(`/fhir/${type}?_summary=count`)).status);
      },
      {
        scopes: ['system/Observation.rs', 'system/Task.rs', 'user/Patient.rs'],
        grants: ['system/Observation.rs', 'system/Patient.rs'],
      },
    ),
  );
  await world.put('Observation', 'o', about('a'));
  await vi.waitFor(() => expect(statuses).toEqual([200, 403, 403]));
});

test('a change that fails holds back its patient’s later ones, and nobody else’s, until it is taken', async () => {
  const taken: string[] = [];
  let isWell = false;
  const world = await begin(
    await open(({ event }) => {
      if (event.id === 'a1' && !isWell) return refusal();
      taken.push(`${event.id} at ${event.attempt > 1 ? 'a later' : 'the first'} attempt`);
      return undefined;
    }),
  );
  for (const id of ['a1', 'b1', 'a2', 'c1', 'b2']) await world.put('Observation', id, about(id.charAt(0)));
  await vi.waitFor(() => expect(taken).toHaveLength(3));
  expect([...taken].sort()).toEqual(['b1', 'b2', 'c1'].map((id) => `${id} at the first attempt`));
  isWell = true;
  await vi.waitFor(() => expect(taken).toHaveLength(5));
  expect(taken.slice(3)).toEqual(['a1 at a later attempt', 'a2 at the first attempt']);
});

test('of many changes at once each patient’s come in their order, and different patients’ at once', async () => {
  const order = new Map<string, number[]>();
  let inHand = 0;
  let most = 0;
  const world = await begin(
    await open(async ({ event }) => {
      most = Math.max(most, ++inHand);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
      inHand -= 1;
      const [patient = ''] = event.patients;
      order.set(patient, [...(order.get(patient) ?? []), Number(event.id.slice(1))]);
    }),
  );
  for (let n = 0; n < 100; n += 1)
    for (const patient of ['a', 'b', 'c']) await world.put('Observation', `${patient}${n}`, about(patient));
  const last = () => ['a', 'b', 'c'].map((patient) => order.get(patient)?.at(-1));
  await vi.waitFor(() => expect(last()).toEqual([99, 99, 99]), { timeout: 12_000 });
  // At least once: where the machine is slow, a change may have come again before the next one.
  for (const numbers of order.values())
    expect(numbers.filter((number, at) => number !== numbers[at - 1])).toEqual(
      Array.from({ length: 100 }, (_, n) => n),
    );
  expect(most).toBe(3);
}, 120_000);

test('one change that is never taken, while others are, is put aside, and can be delivered again', async () => {
  const taken: string[] = [];
  let isWell = false;
  const world = await begin(
    await open(({ event }) => {
      if (event.id === 'poison' && !isWell) throw new Error('EDWARDS, Mary');
      taken.push(event.id);
    }),
  );
  await world.put('Observation', 'poison', about('a'));
  await world.put('Observation', 'behind', about('a'));
  for (let n = 0; !taken.includes('behind'); n += 1) {
    await world.put('Observation', `other-${n}`, about('b'));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const [view] = await world.deliveries.view();
  const version = 'Observation/poison/_history/1';
  expect(view?.deadLetters).toMatchObject({ count: 1, oldest: [{ version, reason: 'threw' }] });
  expect(world.logged.join('\n')).toContain('put aside');
  expect(world.logged.join('\n')).not.toMatch(/EDWARDS|poison/);
  isWell = true;
  expect(await world.deliveries.decide('ward', { what: 'redeliver', by: 'administrator/sam' })).toBe(1);
  await vi.waitFor(() => expect(taken).toContain('poison'));
  await vi.waitFor(async () => expect((await world.deliveries.view())[0]?.deadLetters.count).toBe(0));
  const { entries } = await world.stores.audit.read({ limit: 10_000 });
  const decided = entries.filter(({ action }) => action === 'redeliver-event');
  expect(decided).toMatchObject([{ agent: { id: 'administrator/sam' }, detail: `ward ${version}` }]);
}, 120_000);

test('a service that is away loses nothing, however long, and is asked seldom', async () => {
  const taken: string[] = [];
  let isAway = true;
  let asked = 0;
  const world = await begin(
    await open(
      ({ event }) => {
        asked += 1;
        if (isAway) return refusal();
        taken.push(event.id);
        return undefined;
      },
      { times: { longestPause: 200 } },
    ),
  );
  for (let n = 0; n < 30; n += 1) await world.put('Observation', `o${n}`, about(['a', 'b', 'c'][n % 3] ?? ''));
  await new Promise((resolve) => setTimeout(resolve, 1200));
  const [view] = await world.deliveries.view();
  expect(view).toMatchObject({ state: 'away', delivered: 0, deadLetters: { count: 0 } });
  expect(view?.lag).toBeGreaterThan(500);
  expect(asked).toBeLessThan(30);
  isAway = false;
  await vi.waitFor(() => expect(taken).toHaveLength(30), { timeout: 5000 });
  await vi.waitFor(async () =>
    expect((await world.deliveries.view())[0]).toMatchObject({
      state: 'delivering',
      lag: 0,
      waiting: 0,
      delivered: 30,
    }),
  );
}, 120_000);

test('one that never answers costs its time budget, and its record handle is dead after it', async () => {
  const said: string[] = [];
  const world = await begin(
    await open(
      async ({ event, record, signal }) => {
        if (event.attempt > 1) return;
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        said.push(
          await record.fetch('/fhir/Patient/a').then(
            () => 'it worked',
            () => 'refused',
          ),
        );
      },
      { times: { budget: 300 } },
    ),
  );
  await world.put('Observation', 'o', about('a'));
  await vi.waitFor(async () => expect((await world.deliveries.view())[0]).toMatchObject({ delivered: 1, failures: 1 }));
  expect(said).toEqual(['refused']);
});

test('no more is read than the window holds', async () => {
  const world = await begin(await open(refusal, { times: { window: 20, page: 5 } }));
  for (let n = 0; n < 60; n += 1) await world.put('Observation', `o${n}`, about('a'));
  await new Promise((resolve) => setTimeout(resolve, 400));
  const waiting = (await world.deliveries.view())[0]?.waiting;
  expect(waiting).toBeGreaterThan(15);
  expect(waiting).toBeLessThanOrEqual(20);
});

test('a stopped process leaves its place, and the next goes on with what was not taken', async () => {
  const first: string[] = [];
  const second: string[] = [];
  const world = await begin(
    await open(({ event }) => (event.id === 'o3' ? refusal() : first.push(event.id) && undefined)),
  );
  for (let n = 0; n < 6; n += 1) await world.put('Observation', `o${n}`, about('a'));
  await vi.waitFor(() => expect(first).toEqual(['o0', 'o1', 'o2']));
  await vi.waitFor(async () => expect((await world.deliveries.view())[0]?.failing).toBe(1));
  await world.deliveries.stop();
  expect((await world.deliveries.view())[0]?.state).toBe('unattended');
  const attempts: number[] = [];
  const next = world.another(({ event }) => {
    second.push(event.id);
    attempts.push(event.attempt);
  });
  await next.prepare();
  next.start();
  await vi.waitFor(() => expect(second.slice(-3)).toEqual(['o3', 'o4', 'o5']));
  expect(attempts[second.indexOf('o3')]).toBeGreaterThan(1);
});

test('of two processes one delivers; when it falls silent the other takes over, and the first moves no cursor any more', async () => {
  const first: string[] = [];
  const second: string[] = [];
  const world = await begin(await open(({ event }) => first.push(event.id) && undefined));
  await world.put('Observation', 'o1', about('a'));
  await vi.waitFor(() => expect(first).toEqual(['o1']));
  const other = world.another(({ event }) => second.push(event.id) && undefined);
  await other.prepare();
  other.start();
  await world.put('Observation', 'o2', about('a'));
  await vi.waitFor(() => expect(first).toEqual(['o1', 'o2']));
  expect(second).toEqual([]);
  // It stands still: none of its notes reaches the store.
  const state = world.stores.state.namespace({ name: 'deliveries' });
  const key = 'service/ward';
  await vi.waitFor(async () => {
    const note = JSON.parse((await state.get({ key }))?.value ?? '{}');
    expect(note).toMatchObject({ delivered: 2 });
  });
  const stolen = await state.get({ key });
  const note = JSON.parse(stolen?.value ?? '{}');
  await state.set({
    key,
    value: JSON.stringify({ ...note, holder: { ...note.holder, id: 'somebody else', pid: 2 ** 30 } }),
  });
  await world.put('Observation', 'o3', about('a'));
  await vi.waitFor(() => expect([...first, ...second]).toContain('o3'), { timeout: 3000 });
  await vi.waitFor(async () =>
    expect((await world.deliveries.view())[0]).toMatchObject({ state: 'delivering', waiting: 0 }),
  );
});

test('another package of the same name takes over what was not taken; the first, when it is back, hears of what came meanwhile', async () => {
  const heard: string[] = [];
  const world = await begin(
    await open(({ event }) => (event.id === 'o2' ? refusal() : heard.push(`first ${event.id}`) && undefined)),
  );
  await world.put('Observation', 'o1', about('a'));
  await vi.waitFor(() => expect(heard).toEqual(['first o1']));
  await world.put('Observation', 'o2', about('a'));
  await vi.waitFor(async () => expect((await world.deliveries.view())[0]?.failing).toBe(1));
  await world.deliveries.stop();
  const second = world.another(({ event }) => heard.push(`second ${event.id}`) && undefined, 'successor');
  await second.prepare();
  second.start();
  await world.put('Observation', 'o3', about('a'));
  await vi.waitFor(() => expect(heard.slice(1)).toEqual(['second o2', 'second o3']));
  await second.stop();
  const third = world.another(({ event }) => heard.push(`first again ${event.id}`) && undefined);
  await third.prepare();
  third.start();
  await world.put('Observation', 'o4', about('a'));
  await vi.waitFor(() => expect(heard.slice(3)).toEqual(['o2', 'o3', 'o4'].map((id) => `first again ${id}`)));
});

test('a cursor that no store of the record made begins again from the beginning, rather than leave anything out', async () => {
  const heard: string[] = [];
  const world = await open(({ event }) => heard.push(event.id) && undefined);
  await world.put('Observation', 'early', about('a'));
  await world.deliveries.prepare();
  const state = world.stores.state.namespace({ name: 'deliveries' });
  const key = 'service/ward';
  const note = JSON.parse((await state.get({ key }))?.value ?? '{}');
  await state.set({ key, value: JSON.stringify({ ...note, cursor: 'of another store' }) });
  world.deliveries.start();
  await vi.waitFor(() => expect(heard).toEqual(['early']));
  expect(world.logged.join('\n')).toContain('told of everything again');
});

test('a state store that does not answer keeps nobody from stopping, and it is said what is told again', async () => {
  let isHanging = false;
  const never = new Promise<never>(() => undefined);
  const world = await open(() => undefined, {
    times: { stop: 50 },
    state: (real) => ({
      ...real,
      get: (options) => (isHanging ? never : real.get(options)),
      set: (options) => (isHanging ? never : real.set(options)),
      list: (options) => (isHanging ? never : real.list(options)),
    }),
  });
  await begin(world);
  await vi.waitFor(async () => expect((await world.deliveries.view())[0]).toMatchObject({ state: 'delivering' }));
  isHanging = true;
  await world.put('Observation', 'last', about('a'));
  await world.deliveries.stop();
  expect(world.logged.join()).toMatch(/Deliveries were given up: the stores had not answered 50 ms .* told again/);
  isHanging = false;
});
