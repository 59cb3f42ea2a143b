import { createMemoryAuditLog } from '@baseplate-epr/conformance';
import { describe, expect, test, vi } from 'vitest';
import { patientText } from '../__fixtures__/resources.ts';
import { type TestRecord, testRecord } from '../__fixtures__/test-record.ts';
import { installedPackagesNamespace, putInstalledPackage } from './installed-package.ts';

const url = 'https://example.org/StructureDefinition/named';

function named(type = 'Patient', rule: object = { min: 1 }): string {
  return JSON.stringify({
    resourceType: 'StructureDefinition',
    id: 'named',
    url,
    name: 'Named',
    status: 'active',
    kind: 'resource',
    abstract: false,
    type,
    baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`,
    derivation: 'constraint',
    differential: {
      element: [
        { id: type, path: type },
        { id: `${type}.birthDate`, path: `${type}.birthDate`, ...rule },
      ],
    },
  });
}

const installedBy = { id: 'admin', display: 'An Administrator', role: 'system', organisation: 'RXX01' };

/** Puts the definition into the record and its package in force, as the command line does. */
async function install({ as, stores }: TestRecord, text = named()): Promise<void> {
  const { version } = await as().update({ type: 'StructureDefinition', id: 'named', text });
  await putInstalledPackage(stores.state.namespace({ name: installedPackagesNamespace }), {
    name: 'example',
    version: '1',
    installedAt: 0,
    installedBy,
    definitions: [{ type: 'StructureDefinition', id: 'named', versionId: version?.versionId ?? '' }],
  });
}

/** The same stores, started anew as another process would. */
async function restarted({ stores }: TestRecord, profiles = {}): Promise<TestRecord> {
  return testRecord({ stores, profiles });
}

const claiming = patientText('A', { meta: { profile: [url] } });

describe('profiles of installed packages', () => {
  test('hold a write that claims them, and let others be', async () => {
    const before = await testRecord();
    await expect(before.as().create({ type: 'Patient', text: claiming })).resolves.toMatchObject({
      issues: [],
    });
    await install(before);
    const { as } = await restarted(before);
    await expect(as().create({ type: 'Patient', text: claiming })).rejects.toMatchObject({
      status: 422,
      issues: [{ severity: 'error', code: 'required', expression: 'Patient.birthDate' }],
    });
    await expect(as().create({ type: 'Patient', text: patientText('A') })).resolves.toMatchObject({ issues: [] });
    const born = patientText('A', { birthDate: '2000-01-01', meta: { profile: [url, 'https://example.org/other'] } });
    await expect(as().create({ type: 'Patient', text: born })).resolves.toMatchObject({
      issues: [{ severity: 'information', expression: 'Patient.meta.profile[1]' }],
    });
  });

  test('hold the entries of a transaction too', async () => {
    const before = await testRecord();
    await install(before);
    const { as } = await restarted(before);
    const entry = [{ resource: JSON.parse(claiming), request: { method: 'POST', url: 'Patient' } }];
    const text = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
    await expect(as().bundle({ text })).rejects.toMatchObject({
      status: 422,
      issues: [{ expression: 'Bundle.entry[0].resource.birthDate' }],
    });
  });

  test('stay as they were installed, whatever becomes of the resource', async () => {
    const before = await testRecord();
    await install(before);
    await before.as().update({ type: 'StructureDefinition', id: 'named', text: named('Patient', { max: '0' }) });
    const { as, record } = await restarted(before);
    await expect(as().create({ type: 'Patient', text: claiming })).rejects.toMatchObject({ status: 422 });
    expect(record.profiles()?.of('Patient')).toEqual([url]);
    expect(record.profiles()?.of('Observation')).toEqual([]);
  });

  test('are taken up by a record that is running', async () => {
    const running = await testRecord();
    const generation = running.record.profiles()?.generation;
    await install(running);
    await expect.poll(() => running.record.profiles()?.generation, { timeout: 30_000 }).not.toBe(generation);
    await expect(running.as().create({ type: 'Patient', text: claiming })).rejects.toMatchObject({ status: 422 });
    await running.record.stop();
  });

  test('leave an audit entry, once, whether the record ran or not: who, which, when', {
    timeout: 120_000,
  }, async () => {
    const before = await testRecord();
    await install(before);
    const told = async ({ audited }: TestRecord) =>
      (await audited()).filter(({ action }) => action.startsWith('profiles-'));
    // Two that notice at the same moment may both tell it.
    await before.record.stop();
    const after = await restarted(before);
    const inForce = {
      kind: 'event',
      action: 'profiles-install',
      outcome: 'success',
      agent: installedBy,
      detail: 'example 1 in force, installed 1970-01-01T00:00:00.000Z',
    };
    expect(await told(after)).toMatchObject([inForce]);
    const again = await restarted(before);
    await again.record.stop();
    expect(await told(again)).toHaveLength(1);
    after.clock.advance(1000);
    await before.stores.state.namespace({ name: installedPackagesNamespace }).delete({ key: 'example' });
    await expect
      .poll(() => told(after), { timeout: 30_000 })
      .toMatchObject([
        inForce,
        { action: 'profiles-remove', agent: { id: 'baseplate-record' }, detail: 'example 1 no longer in force' },
      ]);
    await after.record.stop();
  });

  test('are told again later, if the audit could not be kept', { timeout: 120_000 }, async () => {
    const audit = createMemoryAuditLog();
    const running = await testRecord({ stores: { audit } });
    const failing = vi.spyOn(audit, 'append');
    await install(running);
    const generation = running.record.profiles()?.generation;
    failing.mockRejectedValue(new Error('disk full'));
    await expect.poll(() => running.record.profiles()?.generation, { timeout: 30_000 }).not.toBe(generation);
    await expect.poll(() => failing.mock.calls.length, { timeout: 30_000 }).toBeGreaterThan(1);
    failing.mockRestore();
    const told = async () => (await running.audited()).filter(({ action }) => action === 'profiles-install').length;
    await expect.poll(told, { timeout: 30_000 }).toBe(1);
    await running.record.stop();
  });
});

describe('demanded profiles', () => {
  test('must be met, claimed or not', async () => {
    const before = await testRecord();
    await install(before);
    const { as, record } = await restarted(before, { Patient: [url] });
    await expect(as().create({ type: 'Patient', text: patientText('A') })).rejects.toMatchObject({
      status: 422,
      issues: [{ expression: 'Patient.birthDate' }],
    });
    expect(record.profiles()?.of('Patient')).toEqual([url]);
  });

  test('that are not installed, or of another type, keep the record from starting', async () => {
    const before = await testRecord();
    await expect(restarted(before, { Patient: [url] })).rejects.toMatchObject({
      code: 'configuration-invalid',
      message: expect.stringContaining('baseplate profiles install PATH'),
    });
    await install(before);
    await expect(restarted(before, { Observation: [url] })).rejects.toMatchObject({
      message: expect.stringContaining('is for Patient, not Observation'),
    });
  });

  test('may be R4’s own', async () => {
    const { as } = await testRecord({
      profiles: { Observation: ['http://hl7.org/fhir/StructureDefinition/vitalsigns'] },
    });
    const observation = { resourceType: 'Observation', status: 'final', code: { text: 'x' } };
    await expect(as().create({ type: 'Observation', text: JSON.stringify(observation) })).rejects.toMatchObject({
      status: 422,
    });
  });
});

describe('validate', () => {
  test('takes a profile, and refuses one that is not here', async () => {
    const before = await testRecord();
    await install(before);
    const { as } = await restarted(before);
    const text = patientText('A', {
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">A</div>' },
    });
    expect(await as().validate({ text })).toEqual({ issues: [] });
    expect((await as().validate({ text, profiles: [url] })).issues).toMatchObject([
      { severity: 'error', expression: 'Patient.birthDate' },
    ]);
    await expect(as().validate({ text, profiles: ['https://example.org/other'] })).rejects.toMatchObject({
      status: 422,
      issues: [{ code: 'not-supported' }],
    });
  });

  test('tells warnings that a write does not', async () => {
    const { as } = await testRecord();
    const marital = { coding: [{ system: 'https://example.org', code: 'x' }] };
    const text = patientText('A', { maritalStatus: marital });
    expect((await as().validate({ text })).issues).toMatchObject([
      { severity: 'warning', code: 'code-invalid', expression: 'Patient.maritalStatus' },
      { severity: 'warning', code: 'invariant', expression: 'Patient' },
    ]);
    await expect(as().create({ type: 'Patient', text })).resolves.toMatchObject({ issues: [] });
  });
});
