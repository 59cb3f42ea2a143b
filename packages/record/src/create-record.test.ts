import { setImmediate as nextTurn } from 'node:timers/promises';
import { createMemoryRecordStore } from '@baseplate-epr/conformance';
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

test('waits for a read under way, however long its store takes', async () => {
  const store = createMemoryRecordStore();
  const released = Promise.withResolvers<void>();
  const records = {
    ...store,
    read: async (options: Parameters<typeof store.read>[0]) => {
      await released.promise;
      return store.read(options);
    },
  };
  const { as, record } = await testRecord({ stores: { records } });
  const told: string[] = [];
  const reading = as()
    .read({ type: 'Patient', id: 'a' })
    .catch(() => told.push('read'));
  const stopping = record.stop().then(() => told.push('stopped'));
  // Whatever else a stop does with stores in memory is done by then.
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  expect(told).toEqual([]);
  released.resolve();
  await Promise.all([reading, stopping]);
  expect(told).toEqual(['read', 'stopped']);
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
