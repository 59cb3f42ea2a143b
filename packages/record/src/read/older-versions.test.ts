import { expect, test } from 'vitest';
import { holderOf, patientOf } from '../__fixtures__/people.ts';
import { observationText, patientText } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

const bytes = (text: string) => new Blob([text]).stream();
const versionsIn = ({ versions }: { readonly versions: readonly { readonly versionId: string }[] }) =>
  versions.map(({ versionId }) => versionId);

test('an older version is judged by what it says itself: a scope for one category does not tell what was of another', async () => {
  const { as } = await testRecord();
  const key = { type: 'Observation', id: 'a' };
  for (const code of ['vital-signs', 'laboratory', 'vital-signs']) {
    const category = [{ coding: [{ code }] }];
    await as().update({ ...key, text: observationText('Patient/own', { id: 'a', category }) });
  }
  const scope = 'Observation.rs?category=vital-signs';
  for (const narrow of [patientOf('own', [`patient/${scope}`]), holderOf(`user/${scope}`)]) {
    await expect(as(narrow).read({ ...key, versionId: '2' })).rejects.toMatchObject({ status: 404 });
    await expect(as(narrow).read({ ...key, versionId: '1' })).resolves.toMatchObject({ versionId: '1' });
    const whole = await as(narrow).history(key);
    expect([versionsIn(whole), whole.total]).toEqual([['3', '1'], 2]);
    expect(versionsIn(await as(narrow).history({ type: 'Observation' }))).toEqual(['3', '1']);
    expect(versionsIn(await as(narrow).history({}))).toEqual(['3', '1']);
    const first = await as(narrow).history({ ...key, count: 1 });
    const second = await as(narrow).history({ ...key, count: 1, cursor: first.next ?? '' });
    const third = await as(narrow).history({ ...key, count: 1, cursor: second.next ?? '' });
    expect([first, second, third].map(versionsIn)).toEqual([['3'], [], ['1']]);
    expect([first, second, third].map(({ total }) => total)).toEqual([undefined, undefined, undefined]);
  }
  expect(await as().history({ ...key, count: 1 })).toMatchObject({ total: 3 });
});

test('an older version of a Binary is seen by who may see what protected it, and by nobody else', async () => {
  const { as } = await testRecord();
  for (const id of ['own', 'other']) await as().update({ type: 'Patient', id, text: patientText('X', { id }) });
  const put = (patient: string) => {
    const securityContext = `Patient/${patient}`;
    return as().putBinary({ id: 'a', contentType: 'text/plain', content: bytes(patient), securityContext });
  };
  for (const patient of ['own', 'other', 'own']) await put(patient);
  const own = as(patientOf('own'));
  await expect(own.readBinary({ id: 'a', versionId: '2' })).rejects.toMatchObject({ status: 404 });
  await expect(own.read({ type: 'Binary', id: 'a', versionId: '2' })).rejects.toMatchObject({ status: 404 });
  expect(versionsIn(await own.history({ type: 'Binary', id: 'a' }))).toEqual(['3', '1']);
  expect(await new Response((await own.readBinary({ id: 'a', versionId: '1' })).content).text()).toBe('own');
});
