import assert from 'node:assert/strict';
import type { Expectation, RecordStore } from '@baseplate-epr/contracts';
import { expectError } from '../../kit/expect-error.ts';
import {
  assertSame,
  changesAfter,
  commit,
  commitWith,
  epoch,
  find,
  names,
  nowAndReopened,
  plain,
  put,
  versionNames,
} from './actions.ts';
import { type Draft, versionOf, writeOf } from './drafts.ts';
import { reference, token } from './entries.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';
import { giveWay, whileWriting } from './while-writing.ts';

/** Writing: what is expected, and all or nothing. */
export const commitCases: readonly RecordStoreCase[] = [
  safetyCase('commit: a write is made only if what it expects is there', async ({ adapter }) => {
    await put(adapter, { id: 'a' });
    await put(adapter, { id: 'a', version: 2 });
    const refused: readonly (readonly [Draft, Expectation, string])[] = [
      [{ id: 'a', version: 3 }, 'absent', 'absent although it is there'],
      [{ id: 'a', version: 3 }, { versionId: '1' }, 'an earlier version'],
      [{ id: 'a', version: 3 }, { versionId: '3' }, 'a version that is not there yet'],
      [{ id: 'a', version: 3 }, { versionId: '02' }, 'a version that is spelt otherwise'],
      [{ id: 'a', version: 1 }, 'absent', 'absent, with a version number that is taken'],
      [{ id: 'a', version: 2 }, 'anything', 'anything, with the same number again'],
      [{ id: 'a', version: 4 }, 'anything', 'anything, leaving a gap'],
      [{ id: 'a', version: 4 }, { versionId: '2' }, 'the newest version, leaving a gap'],
      [{ id: 'a', version: 2 }, { versionId: '2' }, 'the newest version, with the same number again'],
    ];
    for (const [draft, expect, what] of refused) {
      assert.deepEqual(
        await commit(adapter, [writeOf(draft, expect)]),
        { outcome: 'conflict', conflicts: [{ type: 'Observation', id: 'a', versionId: '2' }] },
        `A write was not refused as a conflict: it expects ${what}.`,
      );
    }
    const fresh: readonly (readonly [Draft, Expectation])[] = [
      [{ id: 'b' }, { versionId: '1' }],
      [{ id: 'b', version: 2 }, 'absent'],
      [{ id: 'b', version: 2 }, 'anything'],
      [{ id: 'b', version: 2 }, { versionId: '1' }],
    ];
    for (const [draft, expect] of fresh) {
      assert.deepEqual(
        await commit(adapter, [writeOf(draft, expect)]),
        { outcome: 'conflict', conflicts: [{ type: 'Observation', id: 'b' }] },
        'A write of a resource that is not there was not refused, or the conflict names a version.',
      );
    }
    assert.equal((await changesAfter(adapter)).versions.length, 2, 'A refused commit has left something.');
    for (const [draft, expect] of [
      [{ id: 'a', version: 3 }, 'anything'],
      [{ id: 'b' }, 'anything'],
      [{ id: 'a', version: 4 }, { versionId: '3' }],
    ] as const) {
      assert.deepEqual(
        await commit(adapter, [writeOf(draft, expect)]),
        { outcome: 'committed' },
        'A write was refused although what it expects is there.',
      );
    }
  }),
  safetyCase('commit: what is kept is told where it may be other than what was given', async ({ adapter }) => {
    const drafts: Draft[] = [{ id: 'a' }, { type: 'Patient', id: 'p', compartments: ['Patient/p'] }];
    const result = await adapter.commit({ epoch, writes: drafts.map((draft) => writeOf(draft)) });
    assert.equal(result.outcome, 'committed', 'A commit whose expectations hold was not committed.');
    const { versions } = result;
    if (adapter.capabilities.verbatimHistory.support === 'supported') {
      assert.equal(versions, undefined, 'A store that keeps what it is given tells of something else.');
      return;
    }
    assert.equal(versions?.length, drafts.length, 'A store that gives times of its own does not say which.');
    for (const [index, draft] of drafts.entries()) {
      assertSame(adapter, versions[index], versionOf(draft), 'A commit tells of another version than was written.');
      const read = await adapter.read(versionOf(draft));
      assert.deepEqual(plain(versions[index]), plain(read), 'A commit tells of another version than is kept.');
    }
  }),
  safetyCase('commit: one conflict undoes all other writes, and every conflict is named', async (context) => {
    const { adapter } = context;
    await put(adapter, { id: 'w7' }, { type: 'Patient', id: 'p' });
    const digestBefore = await digests(adapter);
    const writes = Array.from({ length: 20 }, (_, index) =>
      writeOf({ id: `w${index}`, entries: [token('code', 'x')] }),
    );
    const result = await commit(adapter, [
      ...writes,
      writeOf({ type: 'Patient', id: 'p', version: 2 }, { versionId: '1' }),
      writeOf({ type: 'Patient', id: 'q', version: 2 }, { versionId: '1' }),
    ]);
    assert.deepEqual(
      result,
      {
        outcome: 'conflict',
        conflicts: [
          { type: 'Observation', id: 'w7', versionId: '1' },
          { type: 'Patient', id: 'q' },
        ],
      },
      'A commit with two conflicts does not name exactly these two.',
    );
    await nowAndReopened(context, async (store) => {
      const promise = 'Atomicity is broken: part of a refused commit is there.';
      assert.deepEqual(names((await find(store, {})).matches), ['Observation/w7', 'Patient/p'], promise);
      assert.deepEqual(
        versionNames((await changesAfter(store)).versions),
        ['Observation/w7/1', 'Patient/p/1'],
        promise,
      );
      assert.equal((await store.history({ scope: {}, count: 100 })).total, 2, promise);
      assert.equal((await store.read({ type: 'Patient', id: 'p' }))?.versionId, '1', promise);
      assert.equal(await store.read({ type: 'Observation', id: 'w0' }), undefined, promise);
      assert.deepEqual(await digests(store), digestBefore, `${promise} The digest has changed.`);
    });
  }),
  safetyCase('commit: a resource written twice in one commit is refused whole', async ({ adapter }) => {
    await expectError('input-invalid', 'No resource may be written twice in one commit.', () =>
      commit(adapter, [writeOf({ id: 'b' }), writeOf({ id: 'a' }), writeOf({ id: 'a', version: 2 }, 'anything')]),
    );
    assert.deepEqual(
      await changesAfter(adapter).then(({ versions }) => versions),
      [],
      'A refused commit left something.',
    );
  }),
  safetyCase('commit: five hundred writes are there together', async ({ adapter }) => {
    await put(
      adapter,
      ...Array.from({ length: 500 }, (_, index) => ({ id: `r${index}`, entries: [token('code', 'x')] })),
    );
    const found = await find(adapter, { where: { kind: 'token', parameter: 'code', code: 'x' }, total: true });
    assert.equal(found.total, 500, 'A large commit is not whole.');
    assert.equal(found.matches.length, 500, 'A large commit is not whole.');
  }),
  safetyCase('commit: nobody sees half a commit while others read', async ({ adapter }) => {
    const parts = 8;
    const included = { direction: 'forward', source: 'Observation', parameter: 'subject' } as const;
    const subject = '"subject":{"reference":"Patient/p"}';
    const round = async (version: number): Promise<void> =>
      put(
        adapter,
        ...Array.from({ length: parts - 1 }, (_, index) => ({
          id: `r${index}`,
          version,
          text: `{"resourceType":"Observation","id":"r${index}","meta":{"versionId":"${version}"},${subject}}`,
          entries: [reference('subject', 'Patient/p')],
        })),
        { type: 'Patient', id: 'p', version },
      );
    const write = async (): Promise<void> => {
      for (let version = 1; version <= 10; version += 1) await round(version);
    };
    const read = async (isWriting: () => boolean): Promise<void> => {
      while (isWriting()) {
        const { matches } = await find(adapter, {});
        const seen = new Set(matches.map(({ versionId }) => versionId));
        assert.ok(seen.size <= 1 && [0, parts].includes(matches.length), 'A search saw half a commit.');
        const page = await find(adapter, { types: ['Observation'], count: 3, total: true, includes: [included] });
        const together = new Set([...page.matches, ...page.included].map(({ versionId }) => versionId));
        assert.ok(together.size <= 1, 'A search saw one commit, and what it includes another.');
        assert.ok([0, parts - 1].includes(page.total ?? 0), 'The total of a search saw half a commit.');
        assert.equal(
          page.included.length,
          page.matches.length === 0 ? 0 : 1,
          'What a search includes saw half a commit.',
        );
        const { total, versions: listed } = await adapter.history({ scope: {}, count: 1000 });
        assert.equal(total % parts, 0, 'A history saw half a commit.');
        assert.equal(listed.length, total, 'A history lists one state and counts another.');
        const { versions } = await adapter.changes({ limit: 1000 });
        assert.equal(versions.length % parts, 0, 'Changes showed half a commit.');
        const { ranges } = await adapter.digest({ by: 'bucket', limit: 256 });
        const digested = ranges.reduce((sum, range) => sum + range.versions, 0);
        assert.equal(digested % parts, 0, 'Digests are of half a commit.');
        await giveWay();
      }
    };
    await whileWriting(write, [read, read, read]);
  }),
  safetyCase('commit: what is acknowledged is seen by every later call', async ({ adapter }) => {
    for (let version = 1; version <= 20; version += 1) {
      const entries = [token('code', `v${version}`)];
      await put(adapter, { id: 'a', version, entries });
      const [read, found, history] = await Promise.all([
        adapter.read({ type: 'Observation', id: 'a' }),
        find(adapter, { where: { kind: 'token', parameter: 'code', code: `v${version}` }, total: true }),
        adapter.history({ scope: { type: 'Observation', id: 'a' }, count: 1 }),
      ]);
      const promise = 'A call after the acknowledgement does not see the commit.';
      assert.equal(read?.versionId, String(version), promise);
      assert.equal(found.total, 1, promise);
      assert.equal(history.versions[0]?.versionId, String(version), promise);
    }
  }),
  safetyCase('commit: an empty commit succeeds and changes nothing', async ({ adapter }) => {
    assert.deepEqual(await commitWith(adapter, { epoch, writes: [] }), { outcome: 'committed' });
    assert.deepEqual((await changesAfter(adapter)).versions, [], 'An empty commit has left something.');
  }),
];

async function digests(store: RecordStore): Promise<unknown> {
  return store.digest({ by: 'bucket', limit: 1000 });
}
