import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleIn, send, systemToken } from '../crash/crash-round.ts';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-import-'));
const data = join(folder, 'data');
let record: BaseplateProcess;
let url = '';
let token = '';

beforeAll(async () => {
  record = runBaseplate(['start'], { data });
  url = await record.ready;
  token = await systemToken(data, url);
}, 120_000);

afterAll(async () => {
  await record.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
  return path;
}

async function importing(...words: readonly string[]) {
  const command = runBaseplate(['import', ...words], { data, port: new URL(url).port });
  const code = await command.ended;
  return { code, said: command.said(), answered: command.answered() };
}

async function versionsOf(key: string): Promise<number> {
  const response = await send(url, token, `/${key}/_history`);
  return response.ok ? ((await bundleIn(response)).entry?.length ?? 0) : 0;
}

const basic = (id: string) => JSON.stringify({ resourceType: 'Basic', id, code: { text: 'imported' } });
const lines = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, n) => basic(`${prefix}-${n}`)).join('\n');
const transaction = (entry: readonly object[]) =>
  JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });

test('takes bundles, resources and lines, plain and packed, while the record runs; a second time it writes nothing', {
  timeout: 120_000,
}, async () => {
  const entry = [
    {
      fullUrl: 'urn:uuid:0b6a4d5e-1f5c-4d8e-9d3c-2b1a09f8e7d6',
      resource: { resourceType: 'Patient' },
      request: { method: 'POST', url: 'Patient' },
    },
  ];
  const path = put('good', {
    'a.json': transaction(entry),
    'b.json': basic('good-b'),
    'c.ndjson': lines('good-c', 150),
    'd.ndjson.gz': gzipSync(lines('good-d', 5)),
    'notes.txt': 'x',
  });
  const first = await importing(path);
  expect(first, first.said).toMatchObject({ code: 0, answered: '' });
  expect(first.said).toContain('Importing 4 files, 1 other files ignored');
  expect(first.said).toMatch(/written {3}157 resources/);
  const second = await importing(path);
  expect(second.code).toBe(0);
  expect(second.said).toMatch(/written {3}0 resources/);
  expect(second.said).toContain('resumed   157 resources');
  for (const key of [
    'Patient/0b6a4d5e-1f5c-4d8e-9d3c-2b1a09f8e7d6',
    'Basic/good-b',
    'Basic/good-c-149',
    'Basic/good-d-4',
  ])
    expect([key, await versionsOf(key)]).toEqual([key, 1]);
  expect((await importing('--again', join(path, 'b.json'))).code).toBe(0);
  expect(await versionsOf('Basic/good-b')).toBe(2);
});

test('what cannot be taken is listed with its reason; of a refused bundle nothing is there, of lines the good ones are, once', {
  timeout: 120_000,
}, async () => {
  const wrong = { resourceType: 'Basic', id: 'wrong-1', code: 7 };
  const put1 = (resource: { readonly id: string }) => ({
    resource,
    request: { method: 'PUT', url: `Basic/${resource.id}` },
  });
  const path = put('bad', {
    'half.json': transaction([put1({ ...wrong, code: { text: 'good' } } as never), put1({ ...wrong, id: 'wrong-2' })]),
    'cut.json': basic('cut').slice(0, 20),
    'mixed.ndjson': [basic('mixed-1'), JSON.stringify({ ...wrong, id: 'mixed-2' }), '{', basic('mixed-3')].join('\n'),
    'fake.json.gz': 'no',
  });
  const report = join(folder, 'report.ndjson');
  const first = await importing(path, '--report', report);
  expect(first.code).toBe(1);
  expect(first.said).toMatch(/written {3}2 resources/);
  expect(first.said).toMatch(/rejected {2}5/);
  expect(first.said).toContain('it is not a gzip file, or is damaged');
  const rejections: readonly { path: string; place: string; status: number }[] = readFileSync(report, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rejections.map(({ path: file, place }) => `${file.slice(path.length + 1)} ${place}`.trim()).sort()).toEqual(
    ['cut.json', 'fake.json.gz', 'half.json', 'mixed.ndjson line 2', 'mixed.ndjson line 3'].sort(),
  );
  expect(await Promise.all(['Basic/wrong-1', 'Basic/wrong-2', 'Basic/cut', 'Basic/mixed-2'].map(versionsOf))).toEqual([
    0, 0, 0, 0,
  ]);
  const second = await importing(path);
  expect(second.code).toBe(1);
  expect(second.said).toMatch(/written {3}0 resources/);
  expect(await Promise.all(['Basic/mixed-1', 'Basic/mixed-3'].map(versionsOf))).toEqual([1, 1]);
});

test('what refers by condition to something in a later file is put off until that is there', {
  timeout: 120_000,
}, async () => {
  const identifier = [{ system: 'urn:example:staff', value: 'G1' }];
  const observation = (id: string) => ({
    resourceType: 'Observation',
    id,
    status: 'final',
    code: { text: 'x' },
    performer: [{ reference: 'Practitioner?identifier=urn:example:staff|G1' }],
  });
  const path = put('conditional', {
    'a.json': transaction([{ resource: observation('early'), request: { method: 'POST', url: 'Observation' } }]),
    'b.ndjson': [basic('beside'), JSON.stringify(observation('line'))].join('\n'),
    'z.json': transaction([
      {
        resource: { resourceType: 'Practitioner', identifier },
        request: { method: 'POST', url: 'Practitioner', ifNoneExist: 'identifier=urn:example:staff|G1' },
      },
    ]),
  });
  const { code, said } = await importing(path);
  expect(said).toContain('rejected  none');
  expect(code).toBe(0);
  const response = await send(url, token, '/Observation/early');
  expect(await response.text()).toMatch(/"reference":\s*"Practitioner\/[^?"]+"/);
  expect(await Promise.all(['Observation/line', 'Basic/beside'].map(versionsOf))).toEqual([1, 1]);
});

test.each([
  [[], 'Name the files or folders to import'],
  [['/nowhere/at/all'], 'it is not there'],
  [[tmpdir(), '--colour'], "Unknown option '--colour'"],
])('%j is refused in words', { timeout: 120_000 }, async (words, why) => {
  expect(await importing(...words)).toMatchObject({ code: 2, said: expect.stringContaining(why) });
});

test('a population that was begun is completed, and one that is there is left as it is', {
  timeout: 120_000,
}, async () => {
  const seed = async (patients: string) => {
    const command = runBaseplate(['seed', '--patients', patients, '--seed', '4'], { data, port: new URL(url).port });
    expect(await command.ended, command.said()).toBe(0);
    const counted = await bundleIn(await send(url, token, '/Observation?_summary=count'));
    const patient = await bundleIn(await send(url, token, '/Patient?_count=50'));
    return { observations: counted.total, versions: patient.entry?.map(({ resource }) => resource.meta.versionId) };
  };
  const once = await seed('2');
  expect(once.versions).toEqual(['1', '1', '1']);
  expect(await seed('2')).toEqual(once);
  expect((await seed('3')).versions).toEqual(['1', '1', '1', '1']);
});
