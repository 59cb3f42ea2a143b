import { expect, test } from 'vitest';
import { bundleText, observationText, patientText, writing } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

const named = (value: string, more: readonly object[] = []) =>
  patientText(value, { identifier: [{ system: 'urn:x', value }, ...more] });
const asking = (value: string) => [['identifier', `urn:x|${value}`]] as const;
const refused = { status: 412, message: expect.stringContaining('upper and lower case') };

test('a condition takes nobody for somebody else whose identifier differs in case', async () => {
  const { as } = await testRecord();
  const { version } = await as().create({ type: 'Patient', text: named('aB', [{ system: 'urn:y', value: 'Ab' }]) });
  const other = { type: 'Patient', text: named('Ab'), parameters: asking('Ab') };
  await expect(as().conditionalUpdate(other)).rejects.toMatchObject(refused);
  const created = as().create({ type: 'Patient', text: named('Ab'), ifNoneExist: asking('Ab') });
  await expect(created).rejects.toMatchObject(refused);
  await expect(as().conditionalDelete({ type: 'Patient', parameters: asking('Ab') })).rejects.toMatchObject(refused);
  const result = writing('POST', 'Observation', observationText('Patient?identifier=urn:x|AB'));
  await expect(as().bundle({ text: bundleText('transaction', [result]) })).rejects.toMatchObject(refused);
  expect(await as().read({ type: 'Patient', id: version?.id ?? '' })).toMatchObject({ versionId: '1' });
  // A search shows it, and who looks decides.
  expect(await as().search({ types: ['Patient'], parameters: asking('AB') })).toMatchObject({ total: 1 });
});

test('as it is written it is found, by its value alone, by one of several, and beside other criteria', async () => {
  const { as } = await testRecord();
  const { version } = await as().create({ type: 'Patient', text: named('aB') });
  const conditions = ['identifier=urn:x|aB', 'identifier=aB', 'identifier=urn:x|other,urn:x|aB', 'identifier=urn:x|'];
  for (const condition of [...conditions, 'identifier=aB&family=AB', 'family=AB']) {
    const ifNoneExist = [...new URLSearchParams(condition)];
    const found = await as().create({ type: 'Patient', text: named('aB'), ifNoneExist });
    expect(found).toMatchObject({ outcome: 'unchanged', version: { id: version?.id } });
  }
});
