import { createMemoryAuditLog, createMemoryRecordStore, createMemoryStateStore } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { patientText } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';
import { installedPackagesNamespace, putInstalledPackage } from './installed-package.ts';
import { profilesTakenUp } from './profiles-taken-up.ts';

test('profiles are taken up when every process has them in force', { timeout: 120_000 }, async () => {
  const chains = new Map();
  const records = createMemoryRecordStore();
  const state = createMemoryStateStore();
  const stateOf = (name: string) => state.namespace({ name });
  const start = () => testRecord({ stores: { records, state, audit: createMemoryAuditLog(chains) } });
  const first = await start();
  const { as } = first;
  // So long that the two look at the list at different moments.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const others = [first, await start()];
  expect(await profilesTakenUp(stateOf)).toBe(true);

  const url = 'https://example.org/StructureDefinition/born';
  const text = JSON.stringify({
    resourceType: 'StructureDefinition',
    id: 'born',
    url,
    name: 'Born',
    status: 'active',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
    derivation: 'constraint',
    differential: { element: [{ id: 'Patient.birthDate', path: 'Patient.birthDate', min: 1 }] },
  });
  const { version } = await as().update({ type: 'StructureDefinition', id: 'born', text });
  const definitions = [{ type: 'StructureDefinition', id: 'born', versionId: version?.versionId ?? '' }];
  const installed = { name: 'example', version: '1', installedAt: 0, definitions };
  await putInstalledPackage(stateOf(installedPackagesNamespace), installed);
  expect(await profilesTakenUp(stateOf)).toBe(false);
  // One that starts now serves with them from the first.
  others.push(await start());
  await expect.poll(() => profilesTakenUp(stateOf), { timeout: 30_000, interval: 20 }).toBe(true);
  for (const process of others) {
    const claiming = patientText('A', { meta: { profile: [url] } });
    await expect(process.as().create({ type: 'Patient', text: claiming })).rejects.toMatchObject({ status: 422 });
  }
  for (const process of others) await process.record.stop();
  expect(await profilesTakenUp(stateOf)).toBe(false);
});
