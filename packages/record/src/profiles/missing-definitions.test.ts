import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { patientText } from '../__fixtures__/resources.ts';
import { type TestRecord, testRecord } from '../__fixtures__/test-record.ts';
import { installedPackagesNamespace, putInstalledPackage } from './installed-package.ts';

const demanded = { Patient: ['https://example.org/StructureDefinition/absent'] };

/** Lists a package of definitions that were never written. */
async function list({ stores }: TestRecord, count: number): Promise<void> {
  await putInstalledPackage(stores.state.namespace({ name: installedPackagesNamespace }), {
    name: 'example',
    version: '1',
    installedAt: 0,
    definitions: Array.from({ length: count }, (_, place) => ({
      type: 'ValueSet',
      id: `lost-${place}`,
      versionId: '1',
    })),
  });
}

test('definitions that are missing keep the record from starting, in words that name the cure', async () => {
  const { stores, ...before } = await testRecord();
  await list({ stores, ...before }, 7);
  await expect(testRecord({ stores })).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringMatching(
      /example.*lost-0 \(gone\).*and 2 more.*baseplate profiles install PATH.*baseplate profiles remove example/,
    ),
  });
});

test('so do those that cannot be read', async () => {
  const memory = createMemoryRecordStore();
  const records = {
    ...memory,
    read: async (options: Parameters<typeof memory.read>[0]) => {
      const version = await memory.read(options);
      return version?.type === 'ValueSet' ? { ...version, text: version.text.slice(1) } : version;
    },
  };
  const before = await testRecord({ stores: { records } });
  const text = JSON.stringify({ resourceType: 'ValueSet', id: 'lost-0', status: 'active' });
  await before.as().update({ type: 'ValueSet', id: 'lost-0', text });
  await list(before, 1);
  await expect(testRecord({ stores: before.stores })).rejects.toThrow('ValueSet/lost-0 (damaged)');
});

test('a record that is opened to mend them starts all the same, without what is demanded', async () => {
  const before = await testRecord();
  await list(before, 1);
  const { as, record } = await testRecord({ stores: before.stores, profiles: demanded, mendingProfiles: true });
  await expect(as().create({ type: 'Patient', text: patientText('A') })).resolves.toMatchObject({ outcome: 'created' });
  expect(record.profiles()?.of('Patient')).toEqual([]);
  await expect(testRecord({ profiles: demanded })).rejects.toMatchObject({ code: 'configuration-invalid' });
});
