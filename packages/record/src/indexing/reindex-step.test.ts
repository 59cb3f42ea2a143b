import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { clinician } from '../__fixtures__/people.ts';
import { patientText } from '../__fixtures__/resources.ts';
import { administrator, searchParameterText } from '../__fixtures__/search-parameters.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

test('simultaneous calls share the work of one, and each says how far it has come', async () => {
  const memory = createMemoryRecordStore();
  let indexed = 0;
  let counted = 0;
  const records = {
    ...memory,
    search: (query: Parameters<typeof memory.search>[0]) => {
      if (query.count === 0) counted += 1;
      return memory.search(query);
    },
    index: async (options: Parameters<typeof memory.index>[0]) => {
      indexed += options.entries.length;
      // As long as a disk takes: the calls meet in the middle of a step.
      await new Promise((resolve) => setTimeout(resolve, 2));
      return memory.index(options);
    },
  };
  const by = await testRecord({ stores: { records } });
  for (let number = 0; number < 250; number += 1)
    await by
      .as(clinician)
      .update({ type: 'Patient', id: `p${number}`, text: patientText('Test', { id: `p${number}` }) });
  const addParameter = (code: string) =>
    by.as(administrator).update({ type: 'SearchParameter', id: code, text: searchParameterText(code) });
  const finish = () => by.as(administrator).reindex({ milliseconds: 60_000 });
  await addParameter('nickname');
  counted = 0;
  await finish();
  const countedOnce = counted;
  await addParameter('other');
  indexed = 0;
  counted = 0;
  const reports = await Promise.all([finish(), finish(), finish(), finish()]);
  for (const report of reports) expect(report).toMatchObject({ state: 'complete', done: 250, failed: 0 });
  expect(indexed).toBe(250);
  expect(counted).toBe(countedOnce);
});
