import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import type { RecordStore } from '@baseplate-epr/contracts';
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

/** A store all of whose texts are a megabyte longer than what was written, each time made anew; it notes what is held when a commit comes. */
function storeOfLongTexts() {
  const records = createMemoryRecordStore();
  const noted = { heldAtCommit: 0, read: 0 };
  const store: RecordStore = {
    ...records,
    async read(options) {
      const version = await records.read(options);
      if (version === undefined || version.type !== 'List') return version;
      noted.read += 1;
      const padding = Buffer.alloc(1024 * 1024, 'x').toString('latin1');
      return { ...version, text: Buffer.from(`${version.text.slice(0, -1)},"title":"${padding}"}`).toString('latin1') };
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
])('a transaction %s holds nothing of the texts that it takes the place of until its commit', async (_, given) => {
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
});
