import { createTestClock } from '@baseplate-epr/conformance';
import type { RecordStore } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { entriesOf, everyVersion, someVersions, storeWith, versionOf } from '../__fixtures__/stores.ts';
import { shadowRecords } from './shadow-records.ts';
import type { ShadowReport } from './shadow-types.ts';

const indexed = someVersions(40, 1).map((version) => ({ ...version, entries: entriesOf(version) }));

interface Run {
  readonly primary: RecordStore;
  readonly shadow: RecordStore;
  readonly looks: number;
  readonly before?: ShadowReport;
  /** Called after each look. */
  readonly after?: (look: number) => Promise<void>;
}

async function run({ primary, shadow, looks, before, after }: Run): Promise<ShadowReport> {
  const controller = new AbortController();
  let seed = 1;
  let look = 0;
  return shadowRecords({
    primary,
    shadow,
    entriesOf,
    before,
    clock: createTestClock(),
    random: () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    },
    pause: 1,
    signal: controller.signal,
    async onLook(report) {
      if (!report.caughtUp) return;
      look += 1;
      await after?.(look);
      if (look >= looks) controller.abort();
    },
  });
}

test('fills the shadow, asks both, and finds nothing where they agree', async () => {
  const primary = await storeWith(indexed);
  const shadow = await storeWith();
  const report = await run({ primary, shadow, looks: 5 });
  expect(report).toMatchObject({ versions: 40, caughtUp: true, diverged: 0, divergences: [] });
  expect(report.reads).toBe(50);
  expect(report.searches).toBeGreaterThan(60);
  expect(await everyVersion(shadow)).toEqual(await everyVersion(primary));
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

test('goes on from its last report, with what it has seen before', async () => {
  const primary = await storeWith(indexed);
  const shadow = await storeWith();
  const before = await run({ primary, shadow, looks: 1 });
  expect((await run({ primary, shadow, looks: 1, before })).reads).toBeGreaterThan(before.reads);
  const later = versionOf({ id: 'later' });
  await primary.load({ versions: [{ ...later, entries: entriesOf(later) }] });
  const report = await run({ primary, shadow, looks: 2, before });
  expect(report).toMatchObject({ began: before.began, versions: 41, diverged: 0 });
  expect(report.reads).toBeGreaterThan(before.reads);
});

test('what is written all the time is no divergence', async () => {
  const primary = await storeWith(indexed);
  const shadow = await storeWith();
  let versionId = 1;
  const write = async () => {
    versionId += 1;
    const versions = indexed
      .filter(({ id }) => !id.endsWith('0'))
      .map(({ id, compartments }) => versionOf({ id, compartments, versionId: String(versionId) }));
    await primary.load({ versions: versions.map((version) => ({ ...version, entries: entriesOf(version) })) });
  };
  const read: RecordStore['read'] = async (key) => {
    if (key.id === 'o3') await write();
    return primary.read(key);
  };
  const report = await run({ primary: { ...primary, read }, shadow, looks: 20, after: write });
  expect(versionId).toBeGreaterThan(20);
  expect(report).toMatchObject({ diverged: 0 });
});

test('tells a read that differs, a search that misses, and a refusal of one store alone, without values', async () => {
  const primary = await storeWith(indexed);
  const inner = await storeWith();
  const shadow: RecordStore = {
    ...inner,
    read: async (key) => {
      const version = await inner.read(key);
      return version !== undefined && key.id === 'o1' ? { ...version, text: '{"other":1}' } : version;
    },
    search: async (query) => {
      const found = await inner.search(query);
      return { ...found, matches: found.matches.filter(({ id }) => id !== 'o2') };
    },
  };
  const report = await run({ primary, shadow, looks: 30 });
  expect(report.diverged).toBeGreaterThan(0);
  const said = report.divergences.map(({ question, words }) => `${question}: ${words}`);
  expect(said).toContain('read: Observation/o1');
  expect(said.some((line) => /^search: Observation by made-of \(token\).*as Observation\/o2 has it$/.test(line))).toBe(
    true,
  );
  expect(said.join()).not.toContain('o2/1');
  expect(said.every((line) => line === 'read: Observation/o1' || line.startsWith('search: '))).toBe(true);
});

test('a version that the shadow rejects is told', async () => {
  const primary = await storeWith(indexed);
  const shadow = await storeWith([versionOf({ id: 'o3', text: '{"other":true}' })]);
  const report = await run({ primary, shadow, looks: 1 });
  expect(report.divergences[0]).toMatchObject({
    question: 'copy',
    words: expect.stringMatching(/rejects Observation\/o3 version 1/),
  });
});
