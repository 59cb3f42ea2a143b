import { createMemoryRecordStore } from '@baseplate-epr/conformance';
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

test('a version that is the newest is read once, whoever asks for it; an older one with the newest', async () => {
  const asked: (string | undefined)[] = [];
  const memory = createMemoryRecordStore();
  const records: typeof memory = {
    ...memory,
    read: (options) => {
      asked.push(options.versionId);
      return memory.read(options);
    },
  };
  const { as, audited } = await testRecord({ stores: { records } });
  const key = { type: 'Observation', id: 'a' };
  for (const value of ['own', 'own', 'other'])
    await as().update({ ...key, text: observationText(`Patient/${value}`, { id: 'a' }) });
  const asking = async (patient: string, versionId: string) => {
    asked.length = 0;
    const outcome = await as(patientOf(patient))
      .read({ ...key, versionId })
      .then(
        (version) => version.versionId,
        ({ status }) => status,
      );
    const details = (await audited()).slice(-1).map(({ detail }) => detail);
    return [outcome, asked.slice(), details];
  };
  expect(await asking('other', '3')).toEqual(['3', [undefined], [undefined]]);
  expect(await asking('own', '3')).toEqual([404, [undefined], ['not-visible']]);
  expect(await asking('other', '1')).toEqual([404, [undefined, '1'], ['not-visible']]);
  // What was filed under the wrong patient stays with whom it was corrected to.
  expect(await asking('own', '1')).toEqual([404, [undefined, '1'], ['not-visible']]);
  expect(await asking('other', '4')).toEqual([404, [undefined, '4'], ['not-found']]);
  await as().update({ ...key, text: observationText('Patient/own', { id: 'a' }) });
  expect(await asking('own', '1')).toEqual(['1', [undefined, '1'], [undefined]]);
});
