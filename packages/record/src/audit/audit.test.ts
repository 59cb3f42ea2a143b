import { createMemoryAuditLog, createMemoryRecordStore, createMemoryStateStore } from '@baseplate-epr/conformance';
import type { RecordStore } from '@baseplate-epr/contracts';
import { expect, test, vi } from 'vitest';
import { clinician } from '../__fixtures__/people.ts';
import { bundleText, observationText, patientText, writing } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

test('a write leaves its intent before and its outcome after, naming version and patients', async () => {
  const { as, audited } = await testRecord();
  await as().update({ type: 'Patient', id: 'a', text: patientText('A', { id: 'a' }) });
  await as().update({ type: 'Observation', id: 'o', text: observationText('Patient/a', { id: 'o' }) });
  await as().update({ type: 'Observation', id: 'o', text: observationText('Patient/b', { id: 'o' }) });
  const written = (await audited()).filter(({ kind }) => kind === 'intent' || kind === 'outcome').slice(-2);
  const named = { action: 'update', patients: ['a', 'b'], resources: ['Observation/o/_history/2'], resourceCount: 1 };
  expect(written).toMatchObject([
    { kind: 'intent', ...named },
    { kind: 'outcome', outcome: 'success', ...named },
  ]);
  expect(written[0]?.requestId).toBe(written[1]?.requestId);
});

test('no two intents share a request id, also in sessions that share one', async () => {
  const { record, audited } = await testRecord();
  for (const family of ['A', 'B']) {
    const session = record.session({ principal: clinician, requestId: 'page' });
    const write = () => session.create({ type: 'Patient', text: patientText(family) });
    await Promise.all([write(), write()]);
  }
  const intents = (await audited()).filter(({ kind }) => kind === 'intent').map(({ requestId }) => requestId);
  expect(intents.toSorted()).toEqual(['page', 'page.2', 'page.3', 'page.4']);
});

test('a search names every patient disclosed, and parameter names but no values', async () => {
  const { as, audited } = await testRecord();
  for (const id of ['a', 'b']) await as().update({ type: 'Patient', id, text: patientText('Smith', { id }) });
  await as().create({ type: 'Observation', text: observationText('Patient/b') });
  const parameters = [
    ['name', 'smith'],
    ['_revinclude', 'Observation:subject'],
    ['smith-family', 'x'],
  ] as const;
  await as().search({ types: ['Patient'], parameters });
  const entry = (await audited()).at(-1);
  expect(entry).toMatchObject({ kind: 'access', action: 'search-type', patients: ['a', 'b'], resourceCount: 3 });
  expect(entry?.detail).toBe('name _revinclude');
  expect(entry?.agent).toEqual({ id: 'clinician-1', display: 'Dr Example', role: 'R8000', organisation: 'RXX01' });
});

test('what a condition matches is audited, also when the interaction is refused', async () => {
  const { as, audited } = await testRecord();
  const identifier = [{ system: 'urn:example:ids', value: '1' }];
  await as().update({ type: 'Patient', id: 'a', text: patientText('A', { id: 'a', identifier }) });
  const condition = [['identifier', 'urn:example:ids|1']] as const;
  const text = patientText('B', { id: 'b', identifier });
  const last = async () => (await audited()).at(-1);
  const named = { kind: 'access', detail: 'condition', patients: ['a'] };
  await expect(as().conditionalUpdate({ type: 'Patient', parameters: condition, text })).rejects.toMatchObject({
    status: 400,
  });
  expect(await last()).toMatchObject({ ...named, action: 'update' });
  await as().create({ type: 'Patient', ifNoneExist: condition, text });
  expect(await last()).toMatchObject({ ...named, action: 'create' });

  const url = 'Patient?identifier=urn:example:ids|1';
  const refused = bundleText('transaction', [writing('PUT', url, text)]);
  await expect(as().bundle({ text: refused })).rejects.toMatchObject({ status: 400 });
  expect(await last()).toMatchObject({ ...named, action: 'transaction' });
  const dangling = [
    writing('POST', 'Observation', observationText(url)),
    writing('POST', 'Observation', observationText('Patient?identifier=urn:example:ids|none')),
  ];
  await expect(as().bundle({ text: bundleText('transaction', dangling) })).rejects.toMatchObject({ status: 412 });
  expect(await last()).toMatchObject({ ...named, action: 'transaction' });
});

test('nothing is given out if the audit cannot be kept', async () => {
  const audit = createMemoryAuditLog();
  const { as } = await testRecord({ stores: { audit } });
  await as().update({ type: 'Patient', id: 'a', text: patientText('A', { id: 'a' }) });
  vi.spyOn(audit, 'append').mockRejectedValue(new Error('disk full'));
  await expect(as().read({ type: 'Patient', id: 'a' })).rejects.toThrow('disk full');
  await expect(as().create({ type: 'Patient', text: patientText('B') })).rejects.toThrow('disk full');
  vi.restoreAllMocks();
  expect(await as().search({ types: ['Patient'], parameters: [] })).toMatchObject({ total: 1 });
});

/** A store whose commit does its work or not, and then dies. */
function dying(store: RecordStore, commits: boolean): RecordStore {
  return {
    ...store,
    async commit(options) {
      if (commits) await store.commit(options);
      throw new Error('power loss');
    },
  };
}

test.each([true, false])('a commit that throws (done: %s) is unknown in the audit', async (done) => {
  const { as, audited } = await testRecord({ stores: { records: dying(createMemoryRecordStore(), done) } });
  await expect(as().create({ type: 'Patient', text: patientText('A') })).rejects.toThrow('power loss');
  expect((await audited()).at(-1)).toMatchObject({ kind: 'outcome', outcome: 'unknown', detail: 'commit-threw' });
});

test('the next start settles intents without an outcome by asking the store', async () => {
  const records = createMemoryRecordStore();
  const audit = createMemoryAuditLog();
  const first = await testRecord({ stores: { records, audit } });
  await first.as().update({ type: 'Patient', id: 'raced', text: patientText('A', { id: 'raced' }) });
  // Outcomes are lost from here on, as if the process died between commit and outcome.
  const { append } = audit;
  const losing = vi
    .spyOn(audit, 'append')
    .mockImplementation(async ({ entries }) =>
      entries.some(({ kind }) => kind === 'outcome') ? Promise.reject(new Error('killed')) : append({ entries }),
    );
  await expect(first.as().create({ type: 'Patient', text: patientText('Done') })).rejects.toThrow('killed');
  const entries = [writing('POST', 'Patient', patientText('T')), writing('POST', 'Patient', patientText('U'))];
  await expect(first.as().bundle({ text: bundleText('transaction', entries) })).rejects.toThrow('killed');
  losing.mockRestore();
  const lost = (name: string) => ({
    time: first.clock.now(),
    kind: 'intent' as const,
    requestId: `lost-${name}`,
    action: 'update',
    agent: { id: 'x', display: 'x', role: 'x', organisation: 'x' },
    purposeOfUse: 'TREAT',
    patients: [name],
    resources: [`Patient/${name}/_history/1`],
    resourceCount: 1,
  });
  await audit.append({ entries: [lost('never-written'), lost('raced')] });

  const second = await testRecord({ stores: { records, audit } });
  const settled = (await second.audited()).filter(({ detail }) => detail === 'reconciliation');
  expect(settled.map(({ action, outcome }) => [action, outcome])).toEqual([
    ['create', 'success'],
    ['transaction', 'success'],
    ['update', 'failure'],
    ['update', 'failure'],
  ]);
  expect((await audit.read({ unresolved: true, limit: 10 })).entries).toEqual([]);
});

test('a start beside another process leaves alone what that one is writing', async () => {
  const chains = new Map();
  const records = createMemoryRecordStore();
  const state = createMemoryStateStore();
  let goOn = () => {};
  const waiting = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const held: RecordStore = {
    ...records,
    async commit(options) {
      await waiting;
      return records.commit(options);
    },
  };
  const importing = await testRecord({ stores: { records: held, state, audit: createMemoryAuditLog(chains) } });
  const writing = importing.as().create({ type: 'Patient', text: patientText('A') });
  await vi.waitFor(async () => {
    expect((await importing.audited()).some(({ kind }) => kind === 'intent')).toBe(true);
  });
  const server = await testRecord({ stores: { records, state, audit: createMemoryAuditLog(chains) } });
  goOn();
  await writing;
  const outcomes = (await server.audited()).filter(({ kind }) => kind === 'outcome');
  expect(outcomes).toMatchObject([{ outcome: 'success' }]);
  expect(outcomes[0]?.detail).toBeUndefined();
});

test('signed checkpoints reveal a cut tail, a recomputed chain and a forged checkpoint', async () => {
  const kept = new Map();
  const state = createMemoryStateStore();
  const first = await testRecord({ stores: { audit: createMemoryAuditLog(kept), state } });
  for (let n = 0; n < 5; n += 1) await first.as().search({ types: ['Patient'], parameters: [] });
  expect(await first.record.verifyAudit()).toMatchObject({ intact: true, forged: [] });
  await first.record.stop();
  const [writer = ''] = kept.keys();
  kept.set(writer, kept.get(writer)?.slice(0, 3));

  const second = await testRecord({ stores: { audit: createMemoryAuditLog(kept), state } });
  const report = await second.record.verifyAudit();
  expect(report).toMatchObject({ intact: false, verification: { faults: [{ writer, fault: 'cut' }] } });
  expect(
    (await second.audited()).find(({ action, outcome }) => action === 'start' && outcome === 'failure'),
  ).toBeDefined();

  const namespace = state.namespace({ name: 'record' });
  const { entries } = await namespace.list({ prefix: 'checkpoint/', limit: 1 });
  const [checkpoint] = entries;
  await namespace.set({ key: checkpoint?.key ?? '', value: (checkpoint?.value ?? '').replace('sequence', 'sequenze') });
  expect((await second.record.verifyAudit()).forged).toEqual([checkpoint?.key]);
});

test('a checkpoint is signed every so many entries', async () => {
  const { as, stores, record } = await testRecord({ limits: { checkpointEvery: 10 } });
  for (let n = 0; n < 35; n += 1) await as().search({ types: ['Patient'], parameters: [] });
  await record.stop();
  const { entries } = await stores.state.namespace({ name: 'record' }).list({ prefix: 'checkpoint/', limit: 100 });
  expect(entries.length).toBeGreaterThanOrEqual(4);
});

test('keeps events of sign-in, also of somebody not recognised', async () => {
  const { record, audited } = await testRecord();
  await record.auditEvent({ principal: clinician, requestId: 'r1', action: 'sign-in', outcome: 'success' });
  await record.auditEvent({ requestId: 'r2', action: 'sign-in', outcome: 'failure', detail: 'credentials-invalid' });
  expect((await audited()).slice(-2)).toMatchObject([
    { kind: 'event', action: 'sign-in', outcome: 'success', agent: { id: 'clinician-1' } },
    { kind: 'event', action: 'sign-in', outcome: 'failure', agent: { id: 'unknown' } },
  ]);
});
