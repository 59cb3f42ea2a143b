import { expect, test } from 'vitest';
import { patientOf } from '../__fixtures__/people.ts';
import { observationText, patientText } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';
import type { RecordSession } from '../session/record-session.ts';

const key = { type: 'Observation', id: 'a' };
const text = observationText('Patient/own', { id: 'a' });
const subsetted = observationText('Patient/own', { id: 'a', meta: { tag: [{ code: 'SUBSETTED' }] } });
const patch = { format: 'json-patch' as const, text: '[]' };
const elsewhere = [['_id', 'b']] as const;

test.each<[string, string, number, (session: RecordSession) => Promise<unknown>]>([
  ['an update of another version', 'update', 412, (session) => session.update({ ...key, text, ifMatch: '7' })],
  ['an update that may only create', 'update', 412, (session) => session.update({ ...key, text, ifNoneMatch: '*' })],
  ['a part over the whole', 'update', 422, (session) => session.update({ ...key, text: subsetted })],
  [
    'a conditional update under an id that is taken',
    'update',
    412,
    (session) => session.conditionalUpdate({ type: 'Observation', text, parameters: elsewhere }),
  ],
  ['a deletion of another version', 'delete', 412, (session) => session.delete({ ...key, ifMatch: '7' })],
  ['a patch of another version', 'patch', 412, (session) => session.patch({ ...key, patch, ifMatch: '7' })],
])('%s tells what is there, so the audit tells of it', async (_, action, status, ask) => {
  const { as, audited } = await testRecord();
  await as().update({ ...key, text });
  await expect(ask(as())).rejects.toMatchObject({ status });
  const resources = ['Observation/a/_history/1'];
  const told = { kind: 'access', action, patients: ['own'], resources, detail: 'not-applied' };
  expect((await audited()).at(-1)).toMatchObject(told);
});

test('a patch of what was deleted tells that it was there, so the audit tells of it', async () => {
  const { as, audited } = await testRecord();
  await as().update({ ...key, text });
  await as().delete(key);
  await expect(as().patch({ ...key, patch })).rejects.toMatchObject({ status: 410 });
  expect((await audited()).at(-1)).toMatchObject({ kind: 'access', patients: ['own'], detail: 'not-applied' });
});

test('If-Match does not tell what belongs to another from what does not exist', async () => {
  const { as } = await testRecord();
  for (const id of ['own', 'other']) await as().update({ type: 'Patient', id, text: patientText('X', { id }) });
  await as().update({ ...key, text: observationText('Patient/other', { id: 'a' }) });
  const ask = async (id: string, ifMatch: string) => {
    const mine = observationText('Patient/own', { id });
    const session = as(patientOf('own'));
    const asked = { type: 'Observation', id, ifMatch };
    const answers = [
      session.update({ ...asked, text: mine }),
      session.delete(asked),
      session.patch({ ...asked, patch }),
    ];
    return (await Promise.allSettled(answers)).map((one) =>
      one.status === 'rejected' ? String(one.reason) : one.value,
    );
  };
  expect(await ask('a', '1')).toEqual(await ask('nothing', '1'));
  expect(await ask('a', '7')).toEqual(await ask('nothing', '7'));
});
