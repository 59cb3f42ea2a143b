import assert from 'node:assert/strict';
import type { AccessRules, HistoryOptions, Predicate, RecordStore } from '@baseplate-epr/contracts';
import { put, timeOf, versionNames } from './actions.ts';
import { token } from './entries.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

/** Three resources over ten seconds: `a` written three times and deleted, `b` once, patient `p` twice. */
async function putStory(store: RecordStore): Promise<void> {
  await put(store, { id: 'a', lastUpdated: 1000 }, { type: 'Patient', id: 'p', lastUpdated: 1000 });
  await put(store, { id: 'b', lastUpdated: 2000 });
  await put(store, { id: 'a', version: 2, lastUpdated: 3000 });
  await put(
    store,
    { type: 'Patient', id: 'p', version: 2, lastUpdated: 5000 },
    { id: 'a', version: 3, lastUpdated: 5000 },
  );
  await put(store, { id: 'a', version: 4, lastUpdated: 8000, deleted: true });
}

async function list(store: RecordStore, options: Partial<HistoryOptions>): Promise<string> {
  const { versions, total } = await store.history({ scope: {}, count: 100, ...options });
  assert.equal(total, versions.length, 'The total of a history is not the number of its versions.');
  return versionNames(versions).join(' ');
}

const a = { type: 'Observation', id: 'a' };

/** Versions, newest first. */
export const historyCases: readonly RecordStoreCase[] = [
  safetyCase(
    'history: of a resource, of a type and of everything, newest first, deletions included',
    async ({ adapter }) => {
      await putStory(adapter);
      const promise = 'A history is not whole or not in its order.';
      const ofA = 'Observation/a/4 Observation/a/3 Observation/a/2 Observation/a/1';
      assert.equal(await list(adapter, { scope: a }), ofA, promise);
      assert.equal(await list(adapter, { scope: { type: 'Patient' } }), 'Patient/p/2 Patient/p/1', promise);
      assert.equal(await list(adapter, { scope: { type: 'Patient', id: 'a' } }), '', promise);
      assert.equal(await list(adapter, { scope: { type: 'Observation', id: 'A' } }), '', promise);
      const everything = (await list(adapter, {})).split(' ');
      assert.equal(everything.length, 7, promise);
      assert.equal(everything[0], 'Observation/a/4', promise);
      assert.deepEqual(everything.slice(1, 3).sort(), ['Observation/a/3', 'Patient/p/2'], promise);
      assert.deepEqual(everything.slice(3, 5), ['Observation/a/2', 'Observation/b/1'], promise);
      const deletion = (await adapter.history({ scope: a, count: 1 })).versions[0];
      assert.deepEqual([deletion?.deleted, deletion?.text], [true, ''], 'A history does not show a deletion as such.');
    },
  ),
  safetyCase('history: more than nine versions stay in their order', async ({ adapter }) => {
    for (let version = 1; version <= 12; version += 1) await put(adapter, { id: 'a', version, lastUpdated: 7 });
    const { versions } = await adapter.history({ scope: a, count: 100 });
    const expected = Array.from({ length: 12 }, (_, index) => String(12 - index));
    assert.deepEqual(
      versions.map(({ versionId }) => versionId),
      expected,
      'Versions of one moment lost their order.',
    );
  }),
  safetyCase(
    'history: pages of every size make up the whole, and later commits do not disturb them',
    async ({ adapter }) => {
      await putStory(adapter);
      for (const scope of [{}, { type: 'Observation' }, a]) {
        const whole = (await list(adapter, { scope })).split(' ');
        for (let count = 1; count <= whole.length + 1; count += 1) {
          const seen: string[] = [];
          let cursor: string | undefined;
          for (let page = 0; page < 20; page += 1) {
            const options = { scope, count, ...(cursor === undefined ? {} : { cursor }) };
            const result = await adapter.history(options);
            seen.push(...versionNames(result.versions));
            assert.equal(result.total, whole.length, 'The total of a history is another on another page.');
            cursor = result.next;
            if (cursor === undefined) break;
          }
          assert.deepEqual(seen, whole, `Pages of ${count} do not make up the whole history.`);
        }
      }
      const whole = (await list(adapter, { scope: a })).split(' ');
      const first = await adapter.history({ scope: a, count: 2 });
      await put(adapter, { id: 'a', version: 5, lastUpdated: 9000 }, { id: 'c', lastUpdated: 9000 });
      const rest = await adapter.history({ scope: a, count: 2, cursor: first.next ?? '' });
      const seen = versionNames([...first.versions, ...rest.versions]);
      assert.deepEqual(seen, whole, 'A later commit shifted the pages of a history.');
      assert.equal(rest.next, undefined, 'The last page of a history promises another.');
    },
  ),
  safetyCase('history: since a time, that time included', async ({ adapter }) => {
    await putStory(adapter);
    const promise = 'A history since a time is wrong.';
    const scope = { type: 'Observation' };
    const second = await timeOf(adapter, 'Observation', 'a', 2);
    const last = await timeOf(adapter, 'Observation', 'a', 4);
    assert.equal(
      await list(adapter, { scope, since: second }),
      'Observation/a/4 Observation/a/3 Observation/a/2',
      promise,
    );
    assert.equal(await list(adapter, { scope, since: second + 1 }), 'Observation/a/4 Observation/a/3', promise);
    assert.equal(await list(adapter, { scope, since: last + 1 }), '', promise);
  }),
  safetyCase('history: what was current at some point of a stretch', async ({ adapter }) => {
    await putStory(adapter);
    const promise = 'A history of what was current is wrong.';
    const at = (low: number, high: number) => list(adapter, { scope: { type: 'Observation' }, at: { low, high } });
    const [first, second, third, last] = await Promise.all(
      [1, 2, 3, 4].map((version) => timeOf(adapter, 'Observation', 'a', version)),
    );
    assert.ok(first !== undefined && second !== undefined && third !== undefined && last !== undefined);
    assert.equal(await at(0, first), '', promise);
    assert.equal(await at(0, first + 1), 'Observation/a/1', promise);
    assert.equal(await at(second, second + 1), 'Observation/a/2 Observation/b/1', promise);
    assert.equal(await at(second - 1, second), 'Observation/b/1 Observation/a/1', promise);
    assert.equal(await at(second - 1, second + 1), 'Observation/a/2 Observation/b/1 Observation/a/1', promise);
    assert.equal(await at(third + 1, last), 'Observation/a/3 Observation/b/1', promise);
    assert.equal(await at(last + 1000, last + 1001), 'Observation/a/4 Observation/b/1', promise);
    const both = await list(adapter, { scope: a, since: second, at: { low: 0, high: third } });
    assert.equal(both, 'Observation/a/2', promise);
  }),
  safetyCase('history: what was current for a moment only was current', async ({ adapter }) => {
    await put(adapter, { id: 'a', lastUpdated: 3000 });
    await put(adapter, { id: 'a', version: 2, lastUpdated: 3000 });
    const [first, second] = await Promise.all([1, 2].map((version) => timeOf(adapter, 'Observation', 'a', version)));
    assert.ok(first !== undefined && second !== undefined);
    assert.equal(
      await list(adapter, { scope: a, at: { low: first - 1, high: second + 1 } }),
      'Observation/a/2 Observation/a/1',
      'A history of what was current lacks a version that was replaced in the moment it was written.',
    );
  }),
  safetyCase(
    'history: shows only versions that may be seen, each judged by its own compartments',
    async ({ adapter }) => {
      const movedTo = (patient: string) => ({ compartments: [`Patient/${patient}`] });
      await put(adapter, { id: 'a', ...movedTo('1') }, { id: 'b', ...movedTo('2') }, { type: 'Basic', id: 'c' });
      await put(adapter, { id: 'a', version: 2, ...movedTo('2') });
      await put(adapter, { id: 'b', version: 2, deleted: true, ...movedTo('2') });
      const seenBy = (patient: string): AccessRules => ({
        byType: { Observation: { kind: 'compartment', type: 'Patient', ids: [patient] } },
        otherwise: { kind: 'none' },
      });
      const promise = 'Access is broken: a history shows, or counts, a version of another compartment, or hides one.';
      assert.equal(await list(adapter, { access: seenBy('1') }), 'Observation/a/1', promise);
      const ofTwo = 'Observation/b/2 Observation/a/2 Observation/b/1';
      assert.equal(await list(adapter, { access: seenBy('2') }), ofTwo, promise);
      const paged = await adapter.history({ scope: a, access: seenBy('1'), count: 1 });
      assert.equal(paged.next, undefined, 'Access is broken: a next page tells of versions that may not be seen.');
    },
  ),
  safetyCase('history: versions are judged by the entries that their resource has now', async ({ adapter }) => {
    await put(adapter, { id: 'a' }, { id: 'b', entries: [token('label', 'secret')] });
    await put(adapter, { id: 'a', version: 2, entries: [token('label', 'secret')] });
    const secret: Predicate = { kind: 'token', parameter: 'label', code: 'secret' };
    const open: AccessRules = { byType: {}, otherwise: { kind: 'not', predicate: secret } };
    assert.equal(
      await list(adapter, { access: open }),
      '',
      'Access is broken: what is secret now shows its earlier versions.',
    );
    await put(adapter, { id: 'b', version: 2 });
    const promise = 'Access is broken: versions are not judged by the entries of now.';
    assert.equal(await list(adapter, { access: open }), 'Observation/b/2 Observation/b/1', promise);
  }),
  safetyCase('history: a deletion does not uncover what was hidden by its entries', async ({ adapter }) => {
    await put(adapter, { id: 'a', entries: [token('label', 'secret')], compartments: ['Patient/1'] }, { id: 'b' });
    await put(adapter, { id: 'a', version: 2, deleted: true, compartments: ['Patient/1'] });
    const secret: Predicate = { kind: 'token', parameter: 'label', code: 'secret' };
    const missing: Predicate = { kind: 'missing', parameter: 'label', entry: 'token', missing: true };
    const reached: Predicate = { kind: 'reverseChained', type: 'Task', parameter: 'focus', where: { kind: 'all' } };
    const composite: Predicate = { kind: 'composite', parts: [{ kind: 'token', parameter: 'label', code: 'secret' }] };
    const promise = 'Access is broken: deleting a resource uncovers its history.';
    for (const hidden of [secret, reached, composite]) {
      const access: AccessRules = { byType: {}, otherwise: { kind: 'not', predicate: hidden } };
      assert.equal(await list(adapter, { access }), 'Observation/b/1', promise);
    }
    assert.equal(await list(adapter, { access: { byType: {}, otherwise: missing } }), 'Observation/b/1', promise);
    const mine: Predicate = { kind: 'compartment', type: 'Patient', ids: ['1'] };
    const allowed: AccessRules = {
      byType: {},
      otherwise: { kind: 'or', predicates: [mine, { kind: 'not', predicate: secret }] },
    };
    const all = 'Observation/a/2 Observation/a/1';
    assert.equal(
      await list(adapter, { scope: a, access: allowed }),
      all,
      'A deleted resource is hidden from who may see it.',
    );
  }),
];
