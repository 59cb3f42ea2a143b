import { beforeAll, expect, test } from 'vitest';
import { observationText, patientText } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

let record: Awaited<ReturnType<typeof testRecord>>;

beforeAll(async () => {
  record = await testRecord();
  const write = record.as();
  for (const family of ['Before', 'After']) {
    await write.update({ type: 'Patient', id: 'a', text: patientText(family, { id: 'a' }) });
  }
  for (const version of ['1', '2']) {
    const id = `at-${version}`;
    const text = observationText(`Patient/a/_history/${version}`, { id });
    await write.update({ type: 'Observation', id, text });
  }
});

// https://hl7.org/fhir/R4/search.html#versions
test.each([
  ['an include of another version than the one referred to', '_include', 'Observation:subject', 'at-1', 1],
  ['an include of the version referred to', '_include', 'Observation:subject', 'at-2', 0],
  ['a chain, of which it is not known by which reference it went', 'subject:Patient.family', 'After', 'at-1', 0],
  ['neither', 'status', 'final', 'at-1', 0],
])('%s', async (_clause, name, value, id, warnings) => {
  const parameters = [[name, value] as const, ['_id', id] as const];
  const { matches, issues } = await record.as().search({ types: ['Observation'], parameters });
  expect(matches.map((one) => one.id)).toEqual([id]);
  expect(issues.filter(({ diagnostics }) => diagnostics?.includes('names a version'))).toHaveLength(warnings);
});
