import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import type { RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { bundleText, writing } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const megabytes = (bytes: number) => bytes / 1024 / 1024;
/** Long texts made of bytes lie beside the heap. */
const held = async () => {
  // What one collection finds to be garbage may be given back after it only.
  for (let time = 0; time < 3; time += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return megabytes(heapUsed + external);
};

const patient = 'b4f1a7de-0d0d-4f5b-9d51-8b6f0c1f2a3e';
const ids = Array.from({ length: 60 }, (_, index) => `list-${index}`);
const list = (id: string, more: object = {}) =>
  JSON.stringify({ resourceType: 'List', id, status: 'current', mode: 'working', ...more });

function longer(version: StoredVersion): StoredVersion {
  const padding = Buffer.alloc(1024 * 1024, 'x').toString('latin1');
  return { ...version, text: Buffer.from(`${version.text.slice(0, -1)},"title":"${padding}"}`).toString('latin1') };
}

/** A store all of whose texts are a megabyte longer than what was written, each time made anew; it notes what is held when the last is read and when a commit comes. */
function storeOfLongTexts() {
  const records = createMemoryRecordStore();
  const noted = { heldAtRead: 0, heldAtCommit: 0, read: 0 };
  const store: RecordStore = {
    ...records,
    async read(options) {
      const version = await records.read(options);
      if (version === undefined || version.type !== 'List') return version;
      noted.read += 1;
      if (noted.read % ids.length === 0) noted.heldAtRead = await held();
      return longer(version);
    },
    async search(query) {
      const page = await records.search(query);
      return { ...page, matches: page.matches.map(longer) };
    },
    async commit(options) {
      noted.heldAtCommit = await held();
      return records.commit(options);
    },
  };
  return { store, noted };
}

test.each([
  ['read entry by entry', (text: string) => new TextEncoder().encode(text)],
  ['read whole', (text: string) => text],
])(
  'a transaction %s holds nothing of the texts that it takes the place of until its commit',
  { timeout: 60_000 },
  async (_, given) => {
    const { store, noted } = storeOfLongTexts();
    const { as, audited } = await testRecord({ stores: { records: store } });
    const labelled = { meta: { tag: [{ system: 'http://a.test/tags', code: 'kept' }] } };
    // In nobody's compartment, as it is only mentioned.
    const mentioning = { note: [{ authorReference: { reference: `Patient/${patient}` }, text: 'a' }], ...labelled };
    const puts = (more: object) =>
      given(
        bundleText(
          'transaction',
          ids.map((id) => writing('PUT', `List/${id}`, list(id, more))),
        ),
      );
    await as().bundle({ text: puts(mentioning) });
    const before = await held();
    const { entries } = await as().bundle({ text: puts({}) });
    expect(new Set(entries.map(({ etag }) => etag))).toEqual(new Set(['W/"2"']));
    expect(noted.read).toBeGreaterThanOrEqual(ids.length);
    expect(noted.heldAtCommit - before).toBeLessThan(ids.length / 3);
    // What was read was what is audited: the patient who is mentioned no longer.
    expect((await audited()).at(-1)?.patients).toEqual([patient]);
  },
);

const identified = (id: string) => ({ identifier: [{ system: 'http://a.test/lists', value: id }] });
const patching = (...operations: readonly object[]) => {
  const data = Buffer.from(JSON.stringify(operations)).toString('base64');
  return { resourceType: 'Binary', contentType: 'application/json-patch+json', data };
};
const withoutTitle = patching({ op: 'remove', path: '/title' }, { op: 'remove', path: '/note' });

test.each([
  ['of patches', (id: string) => ({ resource: withoutTitle, request: { method: 'PATCH', url: `List/${id}` } })],
  [
    'that finds what it updates by a condition',
    (id: string) => writing('PUT', `List?identifier=http://a.test/lists|${id}`, list(id, identified(id))),
  ],
])('nor does one %s', { timeout: 60_000 }, async (_, entryOf) => {
  const { store, noted } = storeOfLongTexts();
  const { as, audited } = await testRecord({ stores: { records: store } });
  const mentioning = { note: [{ authorReference: { reference: `Patient/${patient}` }, text: 'a' }] };
  const puts = ids.map((id) => writing('PUT', `List/${id}`, list(id, { ...mentioning, ...identified(id) })));
  await as().bundle({ text: bundleText('transaction', puts) });
  const before = await held();
  const { entries } = await as().bundle({ text: bundleText('transaction', ids.map(entryOf)) });
  expect(new Set(entries.map(({ etag }) => etag))).toEqual(new Set(['W/"2"']));
  // When the last of them is looked at, and still when all are planned.
  expect(noted.heldAtRead - before).toBeLessThan(ids.length / 3);
  expect(noted.heldAtCommit - before).toBeLessThan(ids.length / 3);
  expect((await audited()).at(-1)?.patients).toEqual([patient]);
});

test('what the patches of a transaction make together may be as long as a Bundle', async () => {
  const { as } = await testRecord({ limits: { bundleLength: 100_000, resourceLength: 40_000 } });
  const three = ids.slice(0, 3);
  for (const id of three) await as().update({ type: 'List', id, text: list(id, { title: 'x'.repeat(39_000) }) });
  const resource = patching({ op: 'replace', path: '/status', value: 'retired' });
  const patches = three.map((id) => ({ resource, request: { method: 'PATCH', url: `List/${id}` } }));
  await expect(as().bundle({ text: bundleText('transaction', patches) })).rejects.toMatchObject({
    status: 413,
    issues: [{ code: 'too-long', expression: 'Bundle.entry[2]' }],
  });
  expect((await as().read({ type: 'List', id: 'list-0' })).versionId).toBe('1');
  const { entries } = await as().bundle({ text: bundleText('transaction', patches.slice(0, 2)) });
  expect(entries.map(({ status }) => status)).toEqual([200, 200]);
  const batch = await as().bundle({ text: bundleText('batch', patches) });
  expect(batch.entries.map(({ status }) => status)).toEqual([200, 200, 200]);
});
