import { expect, test } from 'vitest';
import { patientText } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

const identifier = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ system: 'http://a.test/ids', value: `v${index}` }));
const few = { indexEntries: 300 };
const refused = {
  status: 413,
  issues: [{ code: 'too-long', diagnostics: expect.stringContaining('300 index entries') }],
};

test('a resource of more index entries than one may have is refused in words, and one of as many is taken', async () => {
  const { as } = await testRecord({ limits: few });
  const put = (count: number) =>
    as().update({ type: 'Patient', id: 'a', text: patientText('A', { id: 'a', identifier: identifier(count) }) });
  await expect(put(400)).rejects.toMatchObject(refused);
  await expect(as().read({ type: 'Patient', id: 'a' })).rejects.toMatchObject({ status: 404 });
  expect(await put(200)).toMatchObject({ outcome: 'created' });
});

test('so is one that a patch makes, which tells something of what was there', async () => {
  const { as, audited } = await testRecord({ limits: few });
  const text = patientText('A', { id: 'a', identifier: identifier(200) });
  await as().update({ type: 'Patient', id: 'a', text });
  const operations = identifier(150).map((value) => ({ op: 'add', path: '/identifier/-', value }));
  const patch = { format: 'json-patch', text: JSON.stringify(operations) } as const;
  await expect(as().patch({ type: 'Patient', id: 'a', patch })).rejects.toMatchObject(refused);
  expect((await audited()).at(-1)).toMatchObject({
    kind: 'access',
    action: 'patch',
    detail: 'not-applied',
    patients: ['a'],
    resources: ['Patient/a/_history/1'],
  });
});

test('what may be longer may have as many more', async () => {
  const { as } = await testRecord({ limits: { ...few, resourceLength: 100_000, bundleLength: 400_000 } });
  const concept = (count: number) => Array.from({ length: count }, (_, index) => ({ code: `c${index}` }));
  const valueSet = (count: number) => ({
    resourceType: 'ValueSet',
    status: 'active',
    compose: { include: [{ system: 'http://a.test/codes', concept: concept(count) }] },
  });
  const create = (count: number) => as().create({ type: 'ValueSet', text: JSON.stringify(valueSet(count)) });
  expect(await create(1000)).toMatchObject({ outcome: 'created' });
  await expect(create(1300)).rejects.toMatchObject({ status: 413 });
});
