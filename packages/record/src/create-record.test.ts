import { expect, test, vi } from 'vitest';
import { clinician } from './__fixtures__/people.ts';
import { patientText } from './__fixtures__/resources.ts';
import { testBaseUrl, testRecord } from './__fixtures__/test-record.ts';
import { createRecord } from './create-record.ts';

test('is inert until started', async () => {
  const { stores, context } = await testRecord();
  const baseUrl = vi.fn(() => testBaseUrl);
  const record = createRecord({ stores, context, epoch: 1, baseUrl });
  const session = record.session({ principal: clinician, requestId: 'r' });
  await expect(session.read({ type: 'Patient', id: 'a' })).rejects.toMatchObject({ code: 'module-unavailable' });
  expect(baseUrl).not.toHaveBeenCalled();
});

test('wakes listeners after a commit, until they end it', async () => {
  const { as, record } = await testRecord();
  const listener = vi.fn();
  const end = record.onCommit(listener);
  await as().create({ type: 'Patient', text: patientText('A') });
  expect(listener).toHaveBeenCalledTimes(1);
  await as().search({ types: ['Patient'], parameters: [] });
  end();
  await as().create({ type: 'Patient', text: patientText('B') });
  expect(listener).toHaveBeenCalledTimes(1);
});

test('stops after the work under way, and refuses what comes later', async () => {
  const { as, record, audited } = await testRecord();
  const writing = as().create({ type: 'Patient', text: patientText('A') });
  await record.stop();
  await record.stop();
  expect((await audited()).filter(({ kind }) => kind === 'outcome')).toHaveLength(1);
  await expect(writing).resolves.toMatchObject({ outcome: 'created' });
  await expect(as().read({ type: 'Patient', id: 'a' })).rejects.toMatchObject({ code: 'module-unavailable' });
});

test('work that nobody waits for is not begun', async () => {
  const { record } = await testRecord();
  const session = record.session({ principal: clinician, requestId: 'r', signal: AbortSignal.abort() });
  await expect(session.create({ type: 'Patient', text: patientText('A') })).rejects.toMatchObject({
    code: 'cancelled',
  });
});

test('its health is the worst of its stores', async () => {
  const { record, stores } = await testRecord();
  expect(await record.health()).toEqual({ status: 'pass' });
  await stores.records.stop();
  expect(await record.health()).toMatchObject({ status: 'fail', reason: expect.stringContaining('record-store') });
});
