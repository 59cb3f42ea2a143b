import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { holderOf, patientOf } from '../__fixtures__/people.ts';
import { bundleText, patientText, writing } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

const bytes = randomBytes(1000);
const streamOf = (content: Uint8Array) => ReadableStream.from([new Uint8Array(content)]);
const read = async (content: ReadableStream<Uint8Array>) => Buffer.from(await new Response(content).arrayBuffer());

function binaryText(data: string, more = ''): string {
  return `{ "resourceType":"Binary", "contentType" : "application/pdf","data":"${data}"${more}}`;
}

test('keeps the data of JSON as a document and gives the same text back', async () => {
  const { as, stores } = await testRecord();
  const text = binaryText(bytes.toString('base64'));
  const created = await as().create({ type: 'Binary', text });
  const id = created.version?.id ?? '';
  const stored = await stores.records.read({ type: 'Binary', id });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(stored?.text).toContain(`"data":"sha256:${sha256}:1000"`);
  const given = await as().read({ type: 'Binary', id });
  expect(given.text).toBe(created.version?.text);
  expect(JSON.parse(given.text)).toMatchObject({ data: bytes.toString('base64') });
  const raw = await as().readBinary({ id });
  expect(raw).toMatchObject({ contentType: 'application/pdf', size: 1000, versionId: '1' });
  expect(await read(raw.content)).toEqual(bytes);
});

test.each([
  ['escaped slashes', '\\/\\/\\/\\/'],
  ['nothing', ''],
])('leaves data with %s as it is in the text', async (_name, data) => {
  const { as, stores } = await testRecord();
  const created = await as().create({
    type: 'Binary',
    text: data === '' ? binaryText('').replace(/,"data":""/, '') : binaryText(data),
  });
  const id = created.version?.id ?? '';
  expect((await stores.records.read({ type: 'Binary', id }))?.text).not.toContain('sha256:');
  expect(await read((await as().readBinary({ id })).content)).toEqual(Buffer.from(data === '' ? '' : '////', 'base64'));
});

test('a placeholder in what comes in is refused, wherever it stands', async () => {
  const { as } = await testRecord();
  const placeholder = `sha256:${'0'.repeat(64)}:5`;
  await expect(as().create({ type: 'Binary', text: binaryText(placeholder) })).rejects.toMatchObject({
    code: 'input-invalid',
  });
  const hidden = `{"resourceType":"Binary","contentType":"${placeholder}"}`;
  await expect(as().create({ type: 'Binary', text: hidden })).rejects.toMatchObject({ code: 'input-invalid' });
});

test('a placeholder in the headers of a raw upload is refused before a byte is kept: it would give out the bytes of another', async () => {
  const { as, stores } = await testRecord();
  const content = Buffer.from('somebody else’s letter');
  await as().putBinary({ contentType: 'text/plain', content: streamOf(content), securityContext: 'Patient/other' });
  const placeholder = `sha256:${createHash('sha256').update(content).digest('hex')}:${content.length}`;
  const writer = as(holderOf('user/Binary.crus'));
  for (const headers of [{ contentType: placeholder }, { contentType: 'text/plain', securityContext: placeholder }]) {
    const upload = writer.putBinary({ content: streamOf(bytes), ...headers });
    await expect(upload).rejects.toMatchObject({ status: 400, code: 'input-invalid' });
  }
  expect((await stores.documents.list({ limit: 10 })).documents).toHaveLength(1);
});

test('keeps raw uploads, gives them raw and as JSON, and updates them', async () => {
  const { as } = await testRecord();
  const put = await as().putBinary({ contentType: 'image/png', content: streamOf(bytes) });
  const id = put.version?.id ?? '';
  expect(put.outcome).toBe('created');
  expect(JSON.parse(put.version?.text ?? '')).toEqual({
    resourceType: 'Binary',
    id,
    meta: expect.anything(),
    contentType: 'image/png',
  });
  expect(JSON.parse((await as().read({ type: 'Binary', id })).text)).toMatchObject({ data: bytes.toString('base64') });
  const more = await as().putBinary({ id, contentType: 'text/plain', content: streamOf(Buffer.from('hello')) });
  expect(more).toMatchObject({ outcome: 'updated', version: { versionId: '2' } });
  expect(await read((await as().readBinary({ id })).content)).toEqual(Buffer.from('hello'));
  expect(await read((await as().readBinary({ id, versionId: '1' })).content)).toEqual(bytes);
});

test('refuses an upload that is too large, or by somebody who may not, before keeping anything', async () => {
  const { as, stores } = await testRecord({ limits: { binaryBytes: 10 } });
  const upload = { contentType: 'image/png', content: streamOf(bytes) };
  await expect(as().putBinary(upload)).rejects.toMatchObject({ status: 413 });
  const reader = as(holderOf('user/Binary.rs'));
  await expect(reader.putBinary({ ...upload, content: streamOf(bytes) })).rejects.toMatchObject({ status: 403 });
  expect((await stores.documents.list({ limit: 10 })).documents).toEqual([]);
});

test('a security context protects the bytes: only who may see it may read them', async () => {
  const { as, audited } = await testRecord();
  for (const id of ['own', 'other']) await as().update({ type: 'Patient', id, text: patientText('X', { id }) });
  const put = async (id: string, securityContext?: string) => {
    const context = securityContext === undefined ? {} : { securityContext };
    await as().putBinary({ id, contentType: 'text/plain', content: streamOf(Buffer.from(id)), ...context });
  };
  await put('of-own', 'Patient/own');
  await put('of-other', 'Patient/other');
  await put('of-nobody');
  await put('of-stranger', 'https://elsewhere.example/Patient/1');
  const visible = async (session: ReturnType<typeof as>) => {
    const answers = ['of-own', 'of-other', 'of-nobody', 'of-stranger'].map(async (id) => {
      const refused = await session.readBinary({ id }).catch((error: { status: number }) => error);
      return 'status' in refused ? refused.status : 200;
    });
    return Promise.all(answers);
  };
  expect(await visible(as(patientOf('own')))).toEqual([200, 404, 404, 404]);
  expect(await visible(as())).toEqual([200, 200, 200, 404]);
  expect(await visible(as(holderOf('user/Binary.rs')))).toEqual([404, 404, 200, 404]);
  expect(await visible(as(holderOf('user/Patient.rs')))).toEqual([403, 403, 403, 403]);
  // Whoever may see everything may see what protects a Binary, also where that is nowhere here.
  const system = (...scopes: readonly string[]) => ({ ...holderOf(...scopes), kind: 'system' as const });
  expect(await visible(as(system('system/*.rs')))).toEqual([200, 200, 200, 200]);
  expect(await visible(as(system('system/Binary.rs')))).toEqual([404, 404, 200, 404]);
  expect((await audited()).find(({ resources }) => resources[0]?.startsWith('Binary/of-own/'))?.patients).toEqual([
    'own',
  ]);
});

test('a Binary lies in the compartments of what protects it in the same transaction', async () => {
  const { as } = await testRecord();
  const fullUrl = 'urn:uuid:11111111-1111-4111-8111-111111111111';
  const binary = JSON.stringify({
    resourceType: 'Binary',
    contentType: 'text/plain',
    securityContext: { reference: fullUrl },
    data: 'aGVsbG8=',
  });
  const note = JSON.stringify({
    resourceType: 'DocumentReference',
    status: 'current',
    subject: { reference: 'Patient/own' },
    content: [{ attachment: { contentType: 'text/plain' } }],
  });
  await as().update({ type: 'Patient', id: 'own', text: patientText('X', { id: 'own' }) });
  const answer = await as().bundle({
    text: bundleText('transaction', [
      writing('POST', 'Binary', binary),
      writing('POST', 'DocumentReference', note, { fullUrl }),
    ]),
  });
  const id = answer.entries[0]?.location?.split('/')[1] ?? '';
  expect(await read((await as(patientOf('own')).readBinary({ id })).content)).toEqual(Buffer.from('hello'));
  const everything = await as().everything({ patient: 'own' });
  expect(everything.matches.map(({ type }) => type)).toEqual(['Binary', 'DocumentReference', 'Patient']);
});

test('what a security context hides can be neither overwritten nor deleted, whatever the scopes for writing', async () => {
  const { as } = await testRecord();
  await as().update({ type: 'Patient', id: 'own', text: patientText('X', { id: 'own' }) });
  const content = () => ({ contentType: 'text/plain', content: streamOf(Buffer.from('x')) });
  await as().putBinary({ id: 'protected', ...content(), securityContext: 'Patient/own' });
  await as().putBinary({ id: 'open', ...content() });
  const blind = () => as(holderOf('user/Binary.cud'));
  await expect(blind().putBinary({ id: 'protected', ...content() })).rejects.toMatchObject({ status: 404 });
  expect(await blind().delete({ type: 'Binary', id: 'protected' })).toMatchObject({ outcome: 'unchanged' });
  await expect(blind().putBinary({ id: 'open', ...content() })).resolves.toMatchObject({ outcome: 'updated' });
  await expect(as().putBinary({ id: 'protected', ...content() })).resolves.toMatchObject({ outcome: 'updated' });
});
