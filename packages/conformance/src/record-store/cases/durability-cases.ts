import assert from 'node:assert/strict';
import { expectError } from '../../kit/expect-error.ts';
import { commit, find, names, plain, put, versionNames } from './actions.ts';
import { type Draft, writeOf } from './drafts.ts';
import { date, reference, text, token } from './entries.ts';
import { plainCase, type RecordStoreCase, safetyCase } from './record-store-case.ts';
import { giveWay } from './while-writing.ts';

const birth = (index: number) => Date.UTC(2000, 0, 1 + index);
const day = 24 * 60 * 60 * 1000;

/** A patient whose entries are those that R4's own search parameters give its text. */
function patient(index: number, name: string): Draft {
  const id = `p${index}`;
  const content = {
    resourceType: 'Patient',
    id,
    name: [{ family: name }],
    birthDate: new Date(birth(index)).toISOString().slice(0, 10),
    link: [{ other: { reference: 'Patient/p0' }, type: 'seealso' }],
  };
  return {
    type: 'Patient',
    id,
    text: JSON.stringify(content),
    entries: [text('name', name), date('birthdate', birth(index), birth(index) + day), reference('link', 'Patient/p0')],
    compartments: [...new Set([`Patient/${id}`, 'Patient/p0'])],
  };
}

function nameOf(id: string, family: string): string {
  return JSON.stringify({ resourceType: 'Patient', id, name: [{ family }] });
}

/** What stays, and what must not get out. */
export const durabilityCases: readonly RecordStoreCase[] = [
  {
    ...safetyCase('durability: a start that only looks makes nothing, and finds what is there', async (context) => {
      const { reopen, lookIn } = context;
      const promise = 'A start that only looks has opened a place where nothing is.';
      for (let look = 0; look < 2; look += 1) await expectError('precondition-failed', promise, lookIn);
      await put(await reopen(), { id: 'kept' });
      const looking = await lookIn();
      const kept = await looking.read({ type: 'Observation', id: 'kept' });
      assert.equal(kept?.versionId, '1', 'A start that only looks does not find what is there.');
    }),
    unopened: true,
  },
  safetyCase('durability: once stopped, no call is in hand, and what was acknowledged is there', async (context) => {
    const { adapter, reopen } = context;
    const ids = Array.from({ length: 20 }, (_, index) => `i${index}`);
    const ends = new Map<string, string>();
    for (const id of ids) {
      const end = (how: string) => void ends.set(id, how);
      commit(adapter, [writeOf({ id })]).then(
        ({ outcome }) => end(outcome),
        () => end('failed'),
      );
    }
    await adapter.stop();
    // An answer from another process is given out a moment after it has come.
    await giveWay();
    assert.equal(ends.size, ids.length, 'A store has stopped while calls were in hand, and goes on with them.');
    const again = await reopen();
    for (const [id, how] of ends) {
      if (how !== 'committed') continue;
      const kept = await again.read({ type: 'Observation', id });
      assert.ok(kept !== undefined, 'What was acknowledged before a stop is gone after it.');
    }
  }),
  safetyCase('durability: everything is as it was after a reopening, and goes on', async ({ adapter, reopen }) => {
    for (let index = 0; index < 12; index += 1) await put(adapter, patient(index, `n${index % 5}`));
    await put(adapter, { ...patient(3, ''), version: 2, deleted: true, text: '', entries: [] });
    await put(adapter, { ...patient(4, 'zz'), version: 2 });
    const query = {
      types: ['Patient'],
      sort: [{ parameter: 'name', entry: 'string', direction: 'descending' }],
      count: 4,
      total: true,
      includes: [{ direction: 'forward', source: 'Patient', parameter: 'link' }],
    } as const;
    const search = await adapter.search(query);
    const history = await adapter.history({ scope: {}, count: 5 });
    const where = {
      kind: 'range',
      entry: 'date',
      parameter: 'birthdate',
      bounds: [{ end: 'low', operator: '>', value: birth(6) }],
    } as const;
    const ranged = names((await find(adapter, { where })).matches);
    const store = await reopen();
    const promise = 'Durability is broken: an answer is another one after a reopening.';
    const again = await store.search(query);
    assert.deepEqual(again.matches.map(plain), search.matches.map(plain), promise);
    assert.deepEqual(again.included.map(plain), search.included.map(plain), promise);
    assert.equal(again.total, search.total, promise);
    assert.deepEqual(names((await find(store, { where })).matches), ranged, promise);
    assert.deepEqual(
      (await store.history({ scope: {}, count: 5 })).versions.map(plain),
      history.versions.map(plain),
      promise,
    );
    assert.ok(search.next !== undefined && history.next !== undefined);
    const second = await store.search({ ...query, cursor: search.next });
    const secondHistory = await store.history({ scope: {}, count: 5, cursor: history.next });
    assert.equal(second.matches.length, 4, 'A cursor of a search does not survive a reopening.');
    assert.ok(
      second.matches.every(({ id }) => !search.matches.some((match) => match.id === id)),
      promise,
    );
    assert.equal(versionNames(secondHistory.versions).length, 5, 'A cursor of a history does not survive a reopening.');
    const late = await commit(store, [writeOf({ type: 'Patient', id: 'p4', version: 2 })]);
    assert.equal(late.outcome, 'conflict', 'A store forgot a version by a reopening.');
    await put(store, { type: 'Patient', id: 'p3', version: 3 }, { type: 'Patient', id: 'p4', version: 3 });
  }),
  safetyCase('durability: what a commit at a time acknowledged is there after every reopening', async (context) => {
    let store = context.adapter;
    for (let version = 1; version <= 4; version += 1) {
      await Promise.all(Array.from({ length: 5 }, (_, index) => put(store, { id: `r${index}`, version })));
      store = await context.reopen();
      const { matches } = await find(store, {});
      assert.deepEqual(
        matches.map(({ versionId }) => versionId),
        Array.from({ length: 5 }, () => String(version)),
        'Durability is broken: an acknowledged commit is gone after a reopening.',
      );
    }
  }),
  safetyCase(
    'privacy: logs and messages hold nothing of what is kept or asked for',
    async ({ adapter, log, reopen }) => {
      const secret = 'Smith9990000018';
      const draft = {
        type: 'Patient',
        id: `id-${secret}`,
        text: nameOf(`id-${secret}`, secret),
        entries: [token('name', secret), text('name', secret)],
      };
      await put(adapter, draft, { ...draft, id: `other-${secret}`, text: nameOf(`other-${secret}`, secret) });
      const store = await reopen();
      const where = { kind: 'string', parameter: 'name', match: 'contains', value: secret.toLowerCase() } as const;
      const errors = [
        await expectError('query-too-costly', 'A limit is kept.', () =>
          find(store, { where, total: true, candidateLimit: 1 }),
        ),
        await expectError('query-invalid', 'A cursor is checked.', () => find(store, { where, cursor: secret })),
        await expectError('input-invalid', 'Double writes are refused.', () =>
          commit(store, [writeOf({ id: secret }), writeOf({ id: secret })]),
        ),
      ];
      const told = JSON.stringify([
        log.lines,
        errors.map(({ message, details, code }) => ({ message, details, code })),
      ]);
      assert.ok(!told.includes(secret), 'Privacy is broken: a log or a message holds what is kept or asked for.');
    },
  ),
  plainCase('health: a store at work is healthy', async ({ adapter }) => {
    const work = Array.from({ length: 10 }, (_, index) => put(adapter, { id: `r${index}` }));
    const health = await adapter.health();
    await Promise.all(work);
    assert.equal(health.status, 'pass', `A store at work is not healthy: ${health.reason}`);
  }),
];
