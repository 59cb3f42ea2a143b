import { expect, test } from 'vitest';
import { holderOf } from '../__fixtures__/people.ts';
import { observationText } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

const system = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
const restricted = { system, code: 'R' };
const key = { type: 'Observation', id: 'a' };
const clerk = holderOf(`user/*.cruds?_security:not=${system}|R`);
const add = (meta: object) => ({ ...key, change: 'add' as const, meta: JSON.stringify(meta) });
const remove = (meta: object) => ({ ...key, change: 'delete' as const, meta: JSON.stringify(meta) });

async function observed(meta?: object) {
  const world = await testRecord();
  await world.as().update({ ...key, text: observationText('Patient/p', { id: 'a', ...(meta ? { meta } : {}) }) });
  return world;
}

test('a label that is added protects the older versions too, and one that is removed goes on protecting them', async () => {
  const { as } = await observed();
  await as(clerk).read(key);
  await as().changeMeta(add({ security: [restricted] }));
  for (const versionId of [undefined, '1', '2']) {
    const asked = versionId === undefined ? key : { ...key, versionId };
    await expect(as(clerk).read(asked)).rejects.toMatchObject({ status: 404 });
  }
  expect((await as(clerk).history({ type: 'Observation' })).versions).toEqual([]);
  await as().changeMeta(remove({ security: [restricted] }));
  await as(clerk).read(key);
  await expect(as(clerk).read({ ...key, versionId: '2' })).rejects.toMatchObject({ status: 404 });
});

test('who may not see a restricted resource gets the answers of one that is not there', async () => {
  const { as } = await observed({ security: [restricted] });
  const ask = async (id: string) => {
    const answers = [
      as(clerk).meta({ type: 'Observation', id }),
      as(clerk).changeMeta({ ...remove({ security: [restricted] }), id }),
      as(clerk).changeMeta({ ...add({ tag: [{ code: 'x' }] }), id, ifMatch: '1' }),
    ];
    return (await Promise.allSettled(answers)).map((one) => (one.status === 'rejected' ? one.reason.issues : 'given'));
  };
  const there = await ask('a');
  expect(there).toEqual(await ask('nothing'));
  expect(there).not.toContain('given');
  expect((await as().read(key)).versionId).toBe('1');
});

test('a label that would take the resource from the one who adds it may not be added, nor one removed that lets it be seen', async () => {
  const { as, audited } = await observed({ security: [{ system, code: 'N' }] });
  await expect(as(clerk).changeMeta(add({ security: [restricted] }))).rejects.toMatchObject({ status: 403 });
  const only = holderOf(`user/*.cruds?_security=${system}|N`);
  await expect(as(only).changeMeta(remove({ security: [{ system, code: 'N' }] }))).rejects.toMatchObject({
    status: 403,
  });
  expect((await audited()).at(-1)).toMatchObject({ kind: 'refusal', action: 'update', detail: 'outside-scope' });
  expect((await as().read(key)).versionId).toBe('1');
});

test('who may only read may look, and change nothing; who may only write may do neither', async () => {
  const { as } = await observed({ security: [restricted] });
  const reader = holderOf('user/*.rs');
  expect(JSON.parse((await as(reader).meta(key)).meta)).toMatchObject({ security: [restricted] });
  await expect(as(reader).changeMeta(remove({ security: [restricted] }))).rejects.toMatchObject({ status: 403 });
  await expect(as(reader).changeMeta({ ...remove({ tag: [{ code: 'x' }] }), id: 'never' })).rejects.toMatchObject({
    status: 403,
  });
  const writer = holderOf('user/*.cu');
  await expect(as(writer).meta(key)).rejects.toMatchObject({ status: 403 });
  await expect(as(writer).changeMeta(remove({ security: [restricted] }))).rejects.toMatchObject({ status: 403 });
});

test('the audit tells what was asked for, and of a label that went that it went', async () => {
  const { as, audited } = await observed({ security: [restricted], tag: [{ code: 't' }] });
  const before = (await audited()).length;
  await as().meta(key);
  await as().changeMeta(add({ security: [restricted] }));
  await as().changeMeta(remove({ tag: [{ code: 't' }] }));
  await as().changeMeta(remove({ security: [restricted] }));
  await expect(as().changeMeta({ ...add({ tag: [{ code: 'x' }] }), ifMatch: '1' })).rejects.toMatchObject({
    status: 412,
  });
  const said = (await audited()).slice(before);
  expect(said.every(({ patients }) => patients.includes('p'))).toBe(true);
  expect(said.map(({ kind, action, resources, detail }) => [kind, action, resources[0], detail])).toEqual([
    ['access', 'meta', 'Observation/a/_history/1', undefined],
    ['access', 'meta-add', 'Observation/a/_history/1', 'unchanged'],
    ['intent', 'meta-delete', 'Observation/a/_history/2', undefined],
    ['outcome', 'meta-delete', 'Observation/a/_history/2', undefined],
    ['intent', 'meta-delete', 'Observation/a/_history/3', 'security-label-removed'],
    ['outcome', 'meta-delete', 'Observation/a/_history/3', 'security-label-removed'],
    ['access', 'meta-add', 'Observation/a/_history/3', 'not-applied'],
  ]);
  expect(JSON.stringify(said)).not.toContain('v3-Confidentiality');
});

test('the content of a Binary stays as it is kept', async () => {
  const { as } = await testRecord();
  const binary = { type: 'Binary', id: 'b' };
  const text = '{"resourceType":"Binary","data" : "AQID","id":"b","contentType":"text/plain"}';
  await as().update({ ...binary, text });
  await as().changeMeta({ ...add({ security: [restricted] }), ...binary });
  const now = await as().read(binary);
  expect(now.text).toContain('"data" : "AQID"');
  expect(JSON.parse(now.text).meta).toMatchObject({ versionId: '2', security: [restricted] });
});

test('writers at once lose nothing of each other', async () => {
  const { as } = await observed();
  const codes = ['1', '2', '3', '4', '5'];
  await Promise.all(codes.map((code) => as().changeMeta(add({ tag: [{ code }] }))));
  const { tag } = JSON.parse((await as().meta(key)).meta);
  expect(tag.map((one: { readonly code: string }) => one.code).sort()).toEqual(codes);
});

test('profiles with extensions are left alone, in words', async () => {
  const extension = [{ url: 'urn:x', valueString: 'y' }];
  const { as } = await observed({ profile: ['urn:p', 'urn:q'], _profile: [null, { extension }] });
  await expect(as().changeMeta(remove({ profile: ['urn:p'] }))).rejects.toMatchObject({ status: 422 });
  await as().changeMeta(add({ tag: [{ code: 't' }] }));
  expect(JSON.parse((await as().meta(key)).meta)).toMatchObject({
    _profile: [null, { extension }],
    tag: [{ code: 't' }],
  });
});

test.each([
  ['what is not JSON', '{', 400],
  ['what would end the Meta', '{}},{"name":"x","valueMeta":{"tag":[{"code":"x"}]}', 400],
  ['what is no object', '[]', 400],
  ['an unknown element', '{"tags":[{"code":"x"}]}', 400],
  ['nothing to add', '{"versionId":"1"}', 400],
  ['an empty label', '{"security":[{}]}', 400],
  ['a code of a wrong form', '{"security":[{"code":" x"}]}', 422],
])('%s is refused', async (_, meta, status) => {
  const { as } = await observed();
  for (const change of ['add', 'delete'] as const)
    await expect(as().changeMeta({ ...key, change, meta })).rejects.toMatchObject({ status });
});
