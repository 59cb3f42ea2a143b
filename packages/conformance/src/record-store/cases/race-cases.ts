import assert from 'node:assert/strict';
import type { CommitResult, Guard, RecordStore } from '@baseplate-epr/contracts';
import type { SeededRandom } from '../../kit/seeded-random.ts';
import { changesAfter, commit, find, names, put, versionNames } from './actions.ts';
import { type Draft, writeOf } from './drafts.ts';
import { token } from './entries.ts';
import { capabilityCase, type RecordStoreCase, safetyCase } from './record-store-case.ts';

const absent = (code: string): Guard => ({
  query: { types: ['Patient'], where: { kind: 'token', parameter: 'identifier', code } },
  expect: { count: 0 },
});

/** Many commits at once, on one store or on several that share their data. */
export const raceCases: readonly RecordStoreCase[] = [
  safetyCase('race: of fifty commits of one version exactly one succeeds', ({ adapter }) => oneWinner([adapter])),
  safetyCase('race: no update is lost among writers that try again', ({ adapter }) => noLostUpdate([adapter])),
  safetyCase('race: of commits guarded by the absence of the same thing exactly one succeeds', ({ adapter, random }) =>
    guardedOnce([adapter], random),
  ),
  safetyCase('race: two commits that break each other’s guards do not both succeed', ({ adapter }) =>
    writeSkew([adapter]),
  ),
  safetyCase('race: a guard on exact resources holds against a write of one of them', ({ adapter }) =>
    exactGuard([adapter]),
  ),
  capabilityCase('multipleProcesses', 'race: two stores on the same data are as safe as one', async (context) => {
    const stores = [context.adapter, await context.openBeside()];
    await put(context.adapter, { type: 'Basic', id: 'seen' });
    assert.ok(
      await stores[1]?.read({ type: 'Basic', id: 'seen' }),
      'A store beside does not see an acknowledged commit.',
    );
    await oneWinner(stores);
    await noLostUpdate(stores);
    await guardedOnce(stores, context.random);
    await writeSkew(stores);
    await exactGuard(stores);
  }),
];

async function oneWinner(stores: readonly RecordStore[]): Promise<void> {
  for (let version = 1; version <= 3; version += 1) {
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, writer) =>
        commit(storeOf(stores, writer), [
          writeOf({ id: 'one', version, text: written('Observation', 'one', `"writer":${writer}`) }),
        ]),
      ),
    );
    assert.equal(count(results, 'committed'), 1, 'Two commits made the same version: one of them is lost.');
    assert.equal(count(results, 'conflict'), 49, 'A commit that came too late was not told of the conflict.');
    const winner = results.findIndex(({ outcome }) => outcome === 'committed');
    const kept = await storeOf(stores, version).read({ type: 'Observation', id: 'one' });
    assert.match(kept?.text ?? '', new RegExp(`"writer":${winner}\\b`), 'What is kept is not what was acknowledged.');
  }
}

async function noLostUpdate(stores: readonly RecordStore[]): Promise<void> {
  const key = { type: 'Basic', id: 'counter' };
  const counted = (count: number) => written(key.type, key.id, `"count":${count}`);
  const countIn = (text = '') => Number(/"count":(\d+)/.exec(text)?.[1]);
  await put(storeOf(stores, 0), { ...key, text: counted(0) });
  const increment = async (store: RecordStore): Promise<void> => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const before = await store.read(key);
      const version = Number(before?.versionId) + 1;
      const text = counted(countIn(before?.text) + 1);
      const { outcome } = await commit(store, [writeOf({ ...key, version, text })]);
      if (outcome === 'committed') return;
    }
    assert.fail('A writer that tries again never succeeds.');
  };
  await Promise.all(Array.from({ length: 12 }, (_, writer) => increment(storeOf(stores, writer))));
  const end = await storeOf(stores, 0).read(key);
  assert.equal(countIn(end?.text), 12, 'An update was lost among writers that try again.');
}

async function guardedOnce(stores: readonly RecordStore[], random: SeededRandom): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    const code = `999000000${round}`;
    const writers = random.shuffle(Array.from({ length: 20 }, (_, writer) => writer));
    const results = await Promise.all(
      writers.map((writer) =>
        commit(storeOf(stores, writer), [writeOf(identified('Patient', `r${round}-${writer}`, code))], [absent(code)]),
      ),
    );
    assert.equal(
      count(results, 'committed'),
      1,
      'Two commits passed a guard that the other one broke: a doubled patient.',
    );
    assert.equal(count(results, 'guard-failed'), 19, 'A guard that failed was not reported as such.');
    const { matches } = await find(storeOf(stores, round), { where: { kind: 'token', parameter: 'identifier', code } });
    assert.equal(matches.length, 1, 'There are two of what a guard allows once.');
    const made = names(matches)[0];
    for (const result of results) {
      if (result.outcome !== 'guard-failed') continue;
      assert.deepEqual(names(result.failures[0]?.matched ?? []), [made], 'A failed guard does not name what matched.');
    }
  }
}

async function writeSkew(stores: readonly RecordStore[]): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    const mine = (side: string) => identified('Slot', `${side}${round}`, `${side}${round}`);
    const guard = (side: string): Guard => ({
      query: { types: ['Slot'], where: { kind: 'token', parameter: 'identifier', code: `${side}${round}` } },
      expect: { count: 0 },
    });
    const results = await Promise.all([
      commit(storeOf(stores, 0), [writeOf(mine('left'))], [guard('right')]),
      commit(storeOf(stores, 1), [writeOf(mine('right'))], [guard('left')]),
    ]);
    assert.equal(
      count(results, 'committed'),
      1,
      'Guards are not serialisable: each commit broke the guard of the other.',
    );
  }
}

async function exactGuard(stores: readonly RecordStore[]): Promise<void> {
  const query = { types: ['Group'], where: { kind: 'token', parameter: 'code', code: 'open' } } as const;
  await put(storeOf(stores, 0), inState('open'));
  const closeIt = writeOf({ ...inState('closed'), version: 2 });
  const rely = writeOf({ type: 'Task', id: 't' });
  const guard: Guard = { query, expect: { resources: [{ type: 'Group', id: 'a' }] } };
  const [closed, relied] = await Promise.all([
    commit(storeOf(stores, 0), [closeIt]),
    commit(storeOf(stores, 1), [rely], [guard]),
  ]);
  assert.equal(closed.outcome, 'committed', 'A commit without guard failed beside a guarded one.');
  const order = versionNames((await changesAfter(storeOf(stores, 0))).versions);
  if (relied.outcome === 'committed') {
    const relying = order.indexOf('Task/t/1');
    assert.ok(relying >= 0 && relying < order.indexOf('Group/a/2'), 'A guard passed after what it relies on had gone.');
  } else {
    assert.deepEqual(relied, { outcome: 'guard-failed', failures: [{ guard: 0, matched: [] }] });
  }
}

/** Text of a resource, so that another store finds in it by itself what this one is told. */
function written(type: string, id: string, member: string): string {
  return `{"resourceType":"${type}","id":"${id}",${member}}`;
}

function identified(type: string, id: string, code: string): Draft {
  const text = written(type, id, `"identifier":[{"value":"${code}"}]`);
  return { type, id, text, entries: [token('identifier', code)] };
}

function inState(code: string): Draft {
  const text = written('Group', 'a', `"code":{"coding":[{"code":"${code}"}]}`);
  return { type: 'Group', id: 'a', text, entries: [token('code', code)] };
}

function storeOf(stores: readonly RecordStore[], writer: number): RecordStore {
  const store = stores[writer % stores.length];
  assert.ok(store !== undefined);
  return store;
}

function count(results: readonly CommitResult[], outcome: CommitResult['outcome']): number {
  return results.filter((result) => result.outcome === outcome).length;
}
