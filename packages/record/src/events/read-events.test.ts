import type { Principal, Subscription } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { clinician } from '../__fixtures__/people.ts';
import { observationText, patientText } from '../__fixtures__/resources.ts';
import { type TestRecord, testRecord } from '../__fixtures__/test-record.ts';

const system = (...scopes: readonly string[]): Principal => ({
  ...clinician,
  id: 'service/any',
  kind: 'system',
  scopes,
});

async function heard({ record }: TestRecord, principal: Principal, ...subscriptions: readonly Subscription[]) {
  const page = await record.events({ principal, requestId: 'events', subscriptions, limit: 1000 });
  return page.events.map(({ type, id, versionId, interaction }) => `${interaction} ${type}/${id}/${versionId}`);
}

async function ward(): Promise<TestRecord> {
  const trial = await testRecord();
  const session = trial.as();
  await session.update({ type: 'Patient', id: 'a', text: patientText('A', { id: 'a' }) });
  await session.update({ type: 'Patient', id: 'b', text: patientText('B', { id: 'b' }) });
  const observation = (subject: string, status: string) => observationText(subject, { id: 'o', status });
  await session.update({ type: 'Observation', id: 'o', text: observation('Patient/a', 'preliminary') });
  await session.update({ type: 'Observation', id: 'o', text: observation('Patient/a', 'final') });
  await session.update({ type: 'Observation', id: 'o', text: observation('Patient/b', 'amended') });
  await session.delete({ type: 'Observation', id: 'o' });
  return trial;
}

test('changes come in their order, by name and patient alone', async () => {
  const trial = await ward();
  const { record, clock } = trial;
  const options = { principal: system('system/*.rs'), requestId: 'events', subscriptions: [{ type: 'Observation' }] };
  const { events, end, cursor } = await record.events({ ...options, limit: 1000 });
  expect(events).toEqual([
    { type: 'Observation', id: 'o', versionId: '1', interaction: 'create', lastUpdated: clock.now(), patients: ['a'] },
    { type: 'Observation', id: 'o', versionId: '2', interaction: 'update', lastUpdated: clock.now(), patients: ['a'] },
    { type: 'Observation', id: 'o', versionId: '3', interaction: 'update', lastUpdated: clock.now(), patients: ['b'] },
    { type: 'Observation', id: 'o', versionId: '4', interaction: 'delete', lastUpdated: clock.now(), patients: ['b'] },
  ]);
  expect(end).toBe(true);
  await trial.as().create({ type: 'Observation', text: observationText('Patient/a') });
  expect((await record.events({ ...options, after: cursor, limit: 1000 })).events).toHaveLength(1);
});

test('begins at the end where that is asked for', async () => {
  const trial = await ward();
  const options = { principal: system('system/*.rs'), requestId: 'events', subscriptions: [{ type: 'Patient' }] };
  const { cursor } = await trial.record.events({ ...options, begin: 'end', limit: 1 });
  await trial.as().update({ type: 'Patient', id: 'c', text: patientText('C', { id: 'c' }) });
  const { events } = await trial.record.events({ ...options, after: cursor, limit: 1000 });
  expect(events.map(({ id, patients }) => [id, patients])).toEqual([['c', ['c']]]);
});

test('only what is subscribed to is heard: by type, interaction and criteria, leaving them included', async () => {
  const trial = await ward();
  const all = system('system/*.rs');
  expect(await heard(trial, all, { type: 'Patient' })).toEqual(['create Patient/a/1', 'create Patient/b/1']);
  expect(await heard(trial, all, { type: 'Observation', interactions: ['delete'] })).toEqual([
    'delete Observation/o/4',
  ]);
  expect(await heard(trial, all, { type: 'Observation', criteria: 'status=preliminary' })).toEqual([
    'create Observation/o/1',
    'update Observation/o/2',
  ]);
  expect(await heard(trial, all, { type: 'Observation', criteria: 'status=amended' })).toEqual([
    'update Observation/o/3',
    'delete Observation/o/4',
  ]);
  await expect(heard(trial, all, { type: 'Observation', criteria: 'nonsense=1' })).rejects.toMatchObject({
    code: 'query-invalid',
  });
});

test('what a caller may not read it does not hear of, nor does the audit say that it did', async () => {
  const trial = await ward();
  expect(await heard(trial, system('system/Patient.rs'), { type: 'Observation' })).toEqual([]);
  expect(await heard(trial, system('system/Observation.s'), { type: 'Observation' })).toEqual([]);
  expect(await heard(trial, { ...system('system/*.rs'), tokenScopes: [] }, { type: 'Observation' })).toEqual([]);
  const told = (await trial.audited()).filter(({ action }) => action === 'changes');
  expect(told).toEqual([]);
  const narrowed = system('system/Observation.rs?status=amended');
  expect(await heard(trial, narrowed, { type: 'Observation' })).toEqual([
    'update Observation/o/3',
    'delete Observation/o/4',
  ]);
});

test('a version is not told to whom the newest is withheld', async () => {
  const trial = await testRecord();
  const text = (status: string) => observationText('Patient/a', { id: 'o', status });
  await trial.as().update({ type: 'Patient', id: 'a', text: patientText('A', { id: 'a' }) });
  await trial.as().update({ type: 'Observation', id: 'o', text: text('final') });
  const narrowed = system('system/Observation.rs?status=final');
  expect(await heard(trial, narrowed, { type: 'Observation' })).toEqual(['create Observation/o/1']);
  await trial.as().update({ type: 'Observation', id: 'o', text: text('entered-in-error') });
  expect(await heard(trial, narrowed, { type: 'Observation' })).toEqual([]);
});

test('what is told stands in the audit, with every patient', async () => {
  const trial = await ward();
  await heard(trial, system('system/*.rs'), { type: 'Observation' });
  const told = (await trial.audited()).filter(({ action }) => action === 'changes');
  expect(told).toMatchObject([
    { kind: 'access', patients: ['a', 'b'], resourceCount: 4, agent: { id: 'service/any' } },
  ]);
});
