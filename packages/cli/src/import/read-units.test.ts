import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { findFiles } from './find-files.ts';
import type { ImportUnit, UnreadablePart } from './import-unit.ts';
import { readUnits } from './read-units.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(name: string, content: string | Uint8Array): Promise<readonly (ImportUnit | UnreadablePart)[]> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const { files } = await findFiles([path]);
  const parts: (ImportUnit | UnreadablePart)[] = [];
  for (const file of files) for await (const part of readUnits(file)) parts.push(part);
  return parts;
}

function entriesOf(part: ImportUnit | UnreadablePart | undefined): readonly unknown[] {
  return part !== undefined && 'entries' in part ? part.entries.map(({ text }): unknown => JSON.parse(text)) : [];
}

const patient = '{"resourceType":"Patient","id":"p1","x":1.00}';
const bundle = (type: string, entry: readonly object[]) =>
  JSON.stringify({ resourceType: 'Bundle', id: 'b1', type, entry });

test('a resource is put under its own id, digits and all', async () => {
  const [unit] = await read('one.json', patient);
  expect(unit).toMatchObject({ separable: false, entries: [{ target: 'Patient/p1' }] });
  expect(unit !== undefined && 'entries' in unit && unit.entries[0]?.text).toContain('"x":1.00');
  expect(entriesOf(unit)).toMatchObject([{ request: { method: 'PUT', url: 'Patient/p1' } }]);
});

test('a resource without an id always gets the same one', async () => {
  const [first] = entriesOf((await read('a.json', '{"resourceType":"Patient"}'))[0]);
  const [second] = entriesOf((await read('b.json', '{"resourceType":"Patient"}'))[0]);
  expect(first).toEqual(second);
  expect(first).toMatchObject({ request: { url: expect.stringMatching(/^Patient\/[0-9a-f-]{36}$/) } });
});

test.each(['transaction', 'batch', 'collection', 'searchset'])('the entries of a %s are one unit', async (type) => {
  const entry = [
    { fullUrl: 'urn:uuid:0b6a4d5e-1f5c-4d8e-9d3c-2b1a09f8e7d6', resource: { resourceType: 'Patient' } },
    { resource: { resourceType: 'Observation', id: 'o' }, request: { method: 'POST', url: 'Observation' } },
    { resource: { resourceType: 'Basic', id: 'k' }, request: { method: 'PUT', url: 'Basic/k' } },
    { resource: { resourceType: 'Basic' }, request: { method: 'POST', url: 'Basic', ifNoneExist: 'code=1' } },
  ];
  const [unit] = await read(`${type}.json`, bundle(type, entry));
  expect(entriesOf(unit)).toMatchObject([
    { fullUrl: entry[0]?.fullUrl, request: { method: 'PUT', url: 'Patient/0b6a4d5e-1f5c-4d8e-9d3c-2b1a09f8e7d6' } },
    { request: { method: 'PUT', url: 'Observation/o' } },
    { request: { method: 'PUT', url: 'Basic/k' } },
    { request: { method: 'POST', url: 'Basic', ifNoneExist: 'code=1' } },
  ]);
  expect(unit !== undefined && 'entries' in unit && unit.entries.map(({ target }) => target)).toMatchObject({
    2: 'Basic/k',
  });
});

test('a document is kept whole, and a history is refused', async () => {
  const [document] = await read('document.json', bundle('document', []));
  expect(document).toMatchObject({ entries: [{ target: 'Bundle/b1' }] });
  const [history] = await read('history.json', bundle('history', []));
  expect(history).toMatchObject({ reason: expect.stringContaining('history bundle cannot be imported') });
});

test('lines travel in stretches of a hundred, unpacked on the way; a broken line costs itself alone', async () => {
  const lines = Array.from({ length: 250 }, (_, n) => `{"resourceType":"Basic","id":"b${n}"}`);
  lines.splice(120, 0, '{"resourceType":', '', '[]', '7');
  const parts = await read('lines.ndjson.gz', gzipSync(`\n${lines.join('\r\n')}`));
  expect(parts.flatMap((part) => ('entries' in part ? [part.entries.length] : []))).toEqual([100, 100, 50]);
  expect(parts.flatMap((part) => ('reason' in part ? [part.place] : []))).toEqual(['line 122', 'line 124', 'line 125']);
  expect(new Set(parts.map(({ index }) => index)).size).toBe(parts.length);
  const last = parts.at(-1);
  expect(last !== undefined && 'entries' in last && last.entries.at(-1)).toMatchObject({
    place: 'line 255',
    target: 'Basic/b249',
  });
});

test.each([
  ['cut.json', patient.slice(0, 20), /line 1/],
  ['empty.json', '', /./],
  ['number.json', '7', /./],
  ['plain.json', '{"name":"x"}', /no FHIR resource/],
  ['latin.json', Buffer.from('{"resourceType":"Patient","x":"\xe9"}', 'latin1'), /not UTF-8/],
  ['fake.json.gz', 'not packed', /not a gzip file/],
  ['cut.json.gz', gzipSync(patient).subarray(0, 20), /gzip file ends early/],
  ['doubled.json', '{"resourceType":"Patient","id":"a","id":"b"}', /twice|duplicate/i],
])('%s is reported in words', async (name, content, why) => {
  expect(await read(name, content)).toMatchObject([{ reason: expect.stringMatching(why) }]);
});

test('a packed file that breaks off keeps the lines before, and says where', async () => {
  // Random ids do not shrink, so the packer has written something before the cut.
  const lines = Array.from(
    { length: 5000 },
    (_, n) => `{"resourceType":"Basic","id":"${(n * 2_654_435_761).toString(36)}"}`,
  );
  const packed = gzipSync(lines.join('\n'));
  const parts = await read('broken.ndjson.gz', packed.subarray(0, packed.length - 4000));
  expect(parts.at(-1)).toMatchObject({
    place: expect.stringMatching(/^after line \d+$/),
    reason: 'the gzip file ends early',
  });
});

test('a file larger than a transaction may be is refused before it fills the memory', async () => {
  const [part] = await read('huge.json.gz', gzipSync(Buffer.alloc(129 * 1024 * 1024, 0x20), { level: 1 }));
  expect(part).toMatchObject({ reason: expect.stringContaining('larger than one transaction may be') });
});
