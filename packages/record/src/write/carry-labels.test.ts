import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { clinician, holderOf } from '../__fixtures__/people.ts';
import { bundleText, observationText, writing } from '../__fixtures__/resources.ts';
import { type TestRecord, testRecord } from '../__fixtures__/test-record.ts';
import type { RecordSession } from '../session/record-session.ts';
import type { WriteResult } from '../session/record-version.ts';

const system = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
const restricted = { system, code: 'R', display: 'restricted' };
const batch = { system: 'urn:example:batches', code: 'night' };
const key = { type: 'Observation', id: 'a' };
const identifier = [{ system: 'urn:example:ids', value: '1' }];

function text(meta?: object, more: object = {}): string {
  return observationText('Patient/p', { id: 'a', identifier, ...(meta === undefined ? {} : { meta }), ...more });
}

async function labelled(meta: object = { security: [restricted], tag: [batch], profile: ['urn:example:profile'] }) {
  const world = await testRecord();
  await world.as().update({ ...key, text: text(meta) });
  return world;
}

async function metaNow({ as }: TestRecord): Promise<Record<string, unknown>> {
  const { text: now } = await as().read(key);
  const { lastUpdated, versionId, ...sets } = JSON.parse(now).meta;
  expect([lastUpdated, versionId]).toEqual([expect.any(String), expect.any(String)]);
  return sets;
}

const condition = [['identifier', 'urn:example:ids|1']] as const;
const bundled = (type: 'batch' | 'transaction', url: string) => (session: RecordSession) =>
  session.bundle({ text: bundleText(type, [writing('PUT', url, text())]) });

test.each<[string, (session: RecordSession) => Promise<unknown>]>([
  ['an update', (session) => session.update({ ...key, text: text() })],
  ['an update of a version that is named', (session) => session.update({ ...key, text: text(), ifMatch: '1' })],
  ['a conditional update', (session) => session.conditionalUpdate({ ...key, text: text(), parameters: condition })],
  ['a batch', bundled('batch', 'Observation/a')],
  ['a transaction', bundled('transaction', 'Observation/a')],
  ['a transaction with a condition', bundled('transaction', 'Observation?identifier=urn:example:ids|1')],
])('%s that says nothing of labels and tags leaves them as they are, and the profiles as it says', async (_, write) => {
  const world = await labelled();
  await write(world.as());
  expect((await world.as().read(key)).versionId).toBe('2');
  expect(await metaNow(world)).toEqual({ security: [restricted], tag: [batch] });
  const found = await world.as().search({ types: ['Observation'], parameters: [['_security', `${system}|R`]] });
  expect(found.matches.map(({ id }) => id)).toEqual(['a']);
});

test('what an update says comes first, the same label is not there twice, and what was carried is carried on', async () => {
  const world = await labelled();
  const own = { system: 'urn:example:own', code: 'R' };
  const renamed = { system, code: 'R', version: '2', display: 'secret' };
  await world.as().update({ ...key, text: text({ security: [own, renamed], tag: [{ code: 'night' }] }) });
  expect(await metaNow(world)).toEqual({ security: [own, renamed], tag: [{ code: 'night' }, batch] });
  await world.as().update({ ...key, text: text({ profile: ['urn:example:other'] }) });
  expect(await metaNow(world)).toEqual({
    security: [own, renamed],
    tag: [{ code: 'night' }, batch],
    profile: ['urn:example:other'],
  });
});

test('every digit and every byte of the update stays, and those of the labels', async () => {
  const world = await labelled();
  const label = '{ "code" : "X", "extension":[{"url":"urn:x","valueDecimal":1.500}]}';
  const withLabel = text().replace('"id":"a"', `"id":"a","meta":{"security":[${label}]}`);
  await world.as().update({ ...key, text: withLabel });
  const sent = text().replace('"final"', '"final" ,\n "valueQuantity":{"value":7.1000}');
  await world.as().update({ ...key, text: sent });
  const { text: now } = await world.as().read(key);
  expect(now).toContain(label);
  const [before = '', after = ''] = sent.split('"id":"a"');
  expect(now.startsWith(before) && now.endsWith(after)).toBe(true);
});

test('a patch says what the result is, and the audit says that a label went', async () => {
  const { as, audited } = await labelled();
  const patch = (document: object) =>
    as().patch({ ...key, patch: { format: 'json-patch', text: JSON.stringify([document]) } });
  await patch({ op: 'replace', path: '/status', value: 'amended' });
  expect((await audited()).some(({ detail }) => detail === 'security-label-removed')).toBe(false);
  await patch({ op: 'remove', path: '/meta/security' });
  expect(JSON.parse((await as().read(key)).text).meta.security).toBeUndefined();
  const told = (await audited()).filter(({ detail }) => detail === 'security-label-removed');
  expect(told.map(({ kind, action, resources, patients }) => [kind, action, resources, patients])).toEqual([
    ['intent', 'patch', ['Observation/a/_history/3'], ['p']],
    ['outcome', 'patch', ['Observation/a/_history/3'], ['p']],
  ]);
});

test('the audit says so of a patch in a transaction too', async () => {
  const { as, audited } = await labelled();
  const operation = [
    { name: 'type', valueCode: 'delete' },
    { name: 'path', valueString: 'Observation.meta.security' },
  ];
  const resource = { resourceType: 'Parameters', parameter: [{ name: 'operation', part: operation }] };
  const entry = { resource, request: { method: 'PATCH', url: 'Observation/a' } };
  await as().bundle({ text: bundleText('transaction', [entry]) });
  expect(await audited()).toContainEqual(
    expect.objectContaining({ kind: 'intent', action: 'transaction', detail: 'security-label-removed' }),
  );
});

test('what was deleted comes back with its security labels, without its tags', async () => {
  const world = await labelled();
  await world.as().delete(key);
  const { outcome } = await world.as().update({ ...key, text: text() });
  expect(outcome).toBe('created');
  expect(await metaNow(world)).toEqual({ security: [restricted] });
});

test('a part over the whole is refused as before, and a whole over a part is no part any more', async () => {
  const tag = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }, batch];
  const world = await labelled({ tag });
  await world.as().update({ ...key, text: text() });
  expect(await metaNow(world)).toEqual({ tag: [batch] });
  await expect(world.as().update({ ...key, text: text({ tag }) })).rejects.toMatchObject({ status: 422 });
});

test('what would get too long by its labels is refused', async () => {
  const world = await testRecord({ limits: { resourceLength: 1000 } });
  const long = (code: string) => text({ tag: [{ system: `urn:${'x'.repeat(500)}`, code }] });
  await world.as().update({ ...key, text: long('1') });
  await expect(world.as().update({ ...key, text: long('2') })).rejects.toMatchObject({ status: 413 });
});

test('what was damaged in the store is not written over as if it had no label', async () => {
  const memory = createMemoryRecordStore();
  let damaged = false;
  const read: typeof memory.read = async (options) => {
    const version = await memory.read(options);
    return version && damaged
      ? { ...version, text: version.text.slice(0, version.text.indexOf('"code":"R"')) }
      : version;
  };
  const { as } = await testRecord({ stores: { records: { ...memory, read } } });
  await as().update({ ...key, text: text({ security: [restricted] }) });
  damaged = true;
  const refused = { status: 422, message: expect.stringContaining('damaged in the store') };
  await expect(as().update({ ...key, text: text() })).rejects.toMatchObject(refused);
});

test('bytes that are put raw keep the labels of the Binary', async () => {
  const { as } = await testRecord();
  const binary = {
    resourceType: 'Binary',
    id: 'b',
    meta: { security: [restricted] },
    contentType: 'text/plain',
    data: 'AAAA',
  };
  await as().update({ type: 'Binary', id: 'b', text: JSON.stringify(binary) });
  const content = ReadableStream.from([new TextEncoder().encode('new')]) as ReadableStream<Uint8Array>;
  await as().putBinary({ id: 'b', contentType: 'text/plain', content });
  const now = JSON.parse((await as().read({ type: 'Binary', id: 'b' })).text);
  expect(now).toMatchObject({ meta: { versionId: '2', security: [restricted] }, data: btoa('new') });
});

const clerk = holderOf(`user/*.cruds?_security:not=${system}|R`);
const blindWriter = holderOf('user/*.cu', `user/*.rs?_security:not=${system}|R`);

test('who may not see a restricted resource cannot lay it open, nor hear of it', async () => {
  const world = await labelled();
  await expect(world.as(clerk).update({ ...key, text: text() })).rejects.toMatchObject({ status: 404 });
  await world.as().update({ ...key, text: text() });
  await expect(world.as(clerk).read(key)).rejects.toMatchObject({ status: 404 });
  const { matches } = await world.as(clerk).search({ types: ['Observation'], parameters: [] });
  expect(matches).toEqual([]);
});

test.each<[string, (session: RecordSession) => Promise<string | undefined>]>([
  ['an update', async (session) => (await session.update({ ...key, text: text() })).version?.text],
  [
    'an update in a transaction',
    async (session) => {
      const [entry] = (
        await session.bundle({ text: bundleText('transaction', [writing('PUT', 'Observation/a', text())]) })
      ).entries;
      return (entry as { readonly result?: WriteResult } | undefined)?.result?.version?.text;
    },
  ],
])('who may write but not read is not told the labels that %s keeps', async (_, write) => {
  for (const deleted of [false, true]) {
    const world = await labelled();
    if (deleted) await world.as().delete(key);
    const told = await write(world.as(blindWriter));
    expect(told).toContain('"versionId"');
    expect(told).not.toMatch(/security|night/);
    expect(await metaNow(world)).toMatchObject({ security: [restricted] });
    expect((await world.as(clinician).update({ ...key, text: text() })).version?.text).toContain('restricted');
  }
});
