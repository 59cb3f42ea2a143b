import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { DigestOptions, RangeDigest, RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import type { SeededRandom } from '../../kit/seeded-random.ts';
import { createMemoryRecordStore } from '../memory-record-store.ts';
import { changesAfter, commit, nowAndReopened, put } from './actions.ts';
import { type Draft, versionOf, writeOf } from './drafts.ts';
import { capabilityCase, type RecordStoreCase, safetyCase } from './record-store-case.ts';

/** Versions of forty resources in version order per resource, some deleted, some in several compartments. */
function story(random: SeededRandom): Draft[] {
  return Array.from({ length: 40 }, (_, index) => index).flatMap((index) =>
    Array.from({ length: 1 + random.integer(3) }, (_unused, version): Draft => {
      const compartments = random
        .shuffle(['Patient/1', 'Patient/é', 'Encounter/1', 'Patient/Z'])
        .slice(random.integer(5));
      const type = `Type${index % 3}`;
      const id = `r${index}`;
      // What is not there, or not any more, is not deleted.
      const deleted = version === 1 && random.integer(3) === 0;
      const text = deleted ? '' : textOf(type, id, `${random.integer(1000)}.0`);
      return { type, id, version: version + 1, deleted, text, compartments };
    }),
  );
}

function textOf(type: string, id: string, digits: string): string {
  return `{"resourceType":"${type}","id":"${id}","n":${digits},"t":"é\u{1F3E5}"}`;
}

/** The versions that a store was given; as it has kept them, if times and texts are its own. */
async function writtenTo(store: RecordStore, drafts: readonly Draft[]): Promise<readonly StoredVersion[]> {
  if (store.capabilities.verbatimHistory.support === 'supported') return drafts.map(versionOf);
  const { versions } = await changesAfter(store);
  assert.equal(versions.length, drafts.length, 'A store does not show every version that it was given.');
  return versions;
}

/** The digests as the contract defines them, computed apart from any store. */
function expected(versions: readonly StoredVersion[], by: DigestOptions['by']): RangeDigest[] {
  const sums = new Map<string, { versions: number; sum: bigint }>();
  for (const { type, id, versionId, lastUpdated, deleted, text, compartments } of versions) {
    const content = `${type}\0${id}\0${versionId}\0${lastUpdated}\0${deleted ? 1 : 0}\0${text}`;
    const first16 = createHash('sha256').update(content, 'utf8').digest().subarray(0, 16);
    const hash = first16.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
    const bucket = createHash('sha256').update(`${type}/${id}`).digest('hex').slice(0, 2);
    const names =
      by === 'bucket' ? [bucket] : compartments.map((compartment) => `${compartment.type}/${compartment.id}`);
    for (const name of names) {
      const before = sums.get(name) ?? { versions: 0, sum: 0n };
      sums.set(name, { versions: before.versions + 1, sum: (before.sum + hash) % 2n ** 128n });
    }
  }
  const names = [...sums.keys()].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  return names.map((name) => {
    const { versions: count, sum } = sums.get(name) ?? { versions: 0, sum: 0n };
    return { name, versions: count, sum: sum.toString(16).padStart(32, '0') };
  });
}

async function allRanges(store: RecordStore, by: DigestOptions['by'], limit: number): Promise<RangeDigest[]> {
  const ranges: RangeDigest[] = [];
  let after: string | undefined;
  for (let page = 0; page < 300; page += 1) {
    const result = await store.digest(after === undefined ? { by, limit } : { by, limit, after });
    ranges.push(...result.ranges.map(({ name, versions, sum }) => ({ name, versions, sum })));
    after = result.next;
    if (after === undefined) break;
  }
  return ranges;
}

async function assertDigests(store: RecordStore, drafts: readonly Draft[], promise: string): Promise<void> {
  const versions = await writtenTo(store, drafts);
  for (const by of ['bucket', 'compartment'] as const) {
    assert.deepEqual(await allRanges(store, by, 1000), expected(versions, by), promise);
  }
}

/** Content hashes that two stores can be compared by. */
export const digestCases: readonly RecordStoreCase[] = [
  safetyCase('digest: is what the contract defines, after every commit and a reopening', async (context) => {
    const { adapter, random } = context;
    const drafts = story(random);
    await assertDigests(adapter, [], 'An empty store has digests.');
    for (let from = 0; from < drafts.length; from += 1) {
      await put(adapter, ...drafts.slice(from, from + 1));
      if (from % 20 === 0)
        await assertDigests(adapter, drafts.slice(0, from + 1), 'The digest is not kept up to date.');
    }
    await nowAndReopened(context, (store) =>
      assertDigests(store, drafts, 'The digest is not what the contract defines.'),
    );
  }),
  safetyCase('digest: pages by name, in bytewise order', async ({ adapter, random }) => {
    const drafts = story(random);
    for (const draft of drafts) await put(adapter, draft);
    const versions = await writtenTo(adapter, drafts);
    for (const by of ['bucket', 'compartment'] as const) {
      const all = expected(versions, by);
      for (const limit of [1, 2, 3, all.length]) {
        assert.deepEqual(await allRanges(adapter, by, limit), all, `Pages of ${limit} do not make up all digests.`);
      }
      const middle = all[1]?.name ?? '';
      const rest = await adapter.digest({ by, after: middle, limit: 1000 });
      assert.deepEqual(
        rest.ranges.map(({ name }) => name),
        all.slice(2).map(({ name }) => name),
      );
      assert.equal(rest.next, undefined, 'The last page of digests promises another.');
    }
  }),
  safetyCase('digest: a refused commit does not change it, and one changed digit does', async ({ adapter }) => {
    await put(adapter, { id: 'a', text: textOf('Observation', 'a', '1.0'), compartments: ['Patient/1'] });
    const before = [await allRanges(adapter, 'bucket', 256), await allRanges(adapter, 'compartment', 256)];
    await commit(adapter, [writeOf({ id: 'b', compartments: ['Patient/1'] }), writeOf({ id: 'a' })]);
    const after = [await allRanges(adapter, 'bucket', 256), await allRanges(adapter, 'compartment', 256)];
    assert.deepEqual(after, before, 'A refused commit changed the digest.');
    const [kept] = await writtenTo(adapter, [
      { id: 'a', text: textOf('Observation', 'a', '1.0'), compartments: ['Patient/1'] },
    ]);
    assert.ok(kept !== undefined);
    assert.deepEqual(before[0], expected([kept], 'bucket'));
    const other = expected([{ ...kept, text: kept.text.replace('1.0', '1.00') }], 'bucket');
    assert.notDeepEqual(before[0], other);
  }),
  safetyCase('digest: commits at once all count', async ({ adapter }) => {
    const drafts = Array.from({ length: 20 }, (_, index): Draft => ({ id: `r${index}`, compartments: ['Patient/1'] }));
    await Promise.all(drafts.map((draft) => put(adapter, draft)));
    await assertDigests(adapter, drafts, 'The digest lost a commit among several at once.');
  }),
  capabilityCase(
    'verbatimHistory',
    'digest: stores loaded from each other are equal',
    async ({ adapter, random, moduleContext }) => {
      const reference = createMemoryRecordStore();
      await reference.start(moduleContext);
      const drafts = story(random);
      for (const draft of drafts.slice(0, 30)) await put(reference, draft);
      const entries = { entries: [] };
      const forth = (await changesAfter(reference)).versions.map((version) => ({ ...version, ...entries }));
      await adapter.load({ versions: forth.slice(0, 7) });
      await adapter.load({ versions: forth });
      for (const draft of drafts.slice(30)) await put(adapter, draft);
      const back = (await changesAfter(adapter)).versions.map((version) => ({ ...version, ...entries }));
      await reference.load({ versions: back });
      for (const by of ['bucket', 'compartment'] as const) {
        const ours = await allRanges(adapter, by, 1000);
        assert.deepEqual(
          ours,
          await allRanges(reference, by, 1000),
          'Stores loaded from each other have other digests.',
        );
        assert.deepEqual(ours, expected(drafts.map(versionOf), by), 'The digest depends on how versions came.');
      }
      await reference.stop();
    },
  ),
];
