import { expect, test } from 'vitest';
import { clinician, holderOf, patientOf } from '../__fixtures__/people.ts';
import { observationText, patientText } from '../__fixtures__/resources.ts';
import { type TestRecord, type TestRecordOptions, testRecord } from '../__fixtures__/test-record.ts';

async function found(by: TestRecord, query: string, type = 'Observation', as = clinician) {
  const parameters = [...new URLSearchParams(query)];
  const { matches, issues } = await by.as(as).search({ types: [type], parameters });
  return issues.length > 0 ? issues.map(({ diagnostics }) => diagnostics) : matches.map(({ id }) => id);
}

async function filled(options: TestRecordOptions = {}): Promise<TestRecord> {
  const by = await testRecord(options);
  for (const id of ['p', 'q']) {
    await by.as().update({ type: 'Patient', id, text: patientText('Test', { id }) });
    const div = `<div xmlns="http://www.w3.org/1999/xhtml">Wheeze of ${id}</div>`;
    const more = { id: `o${id}`, text: { status: 'generated', div }, note: [{ text: 'Seen in the chest clinic' }] };
    await by.as().update({ type: 'Observation', id: `o${id}`, text: observationText(`Patient/${id}`, more) });
  }
  return by;
}

test('finds resources by their words, in chains too, as far as the caller may see them', async () => {
  const by = await filled({ fullText: true });
  expect(await found(by, '_content="chest clinic" wheez*')).toEqual(['op', 'oq']);
  expect(await found(by, '_text=wheeze')).toEqual(['op', 'oq']);
  expect(await found(by, '_text=clinic')).toEqual([]);
  expect(await found(by, '_content=wheeze&patient=p')).toEqual(['op']);
  expect(await found(by, '_has:Observation:patient:_content="wheeze of q"', 'Patient')).toEqual(['q']);
  expect(await found(by, '_content=wheeze', 'Observation', patientOf('q'))).toEqual(['oq']);
  expect(await found(by, '_has:Observation:patient:_content=wheeze', 'Patient', holderOf('user/Patient.rs'))).toEqual(
    [],
  );
});

test('a change or deletion takes the old words away', async () => {
  const by = await filled({ fullText: true });
  await by.as().update({ type: 'Observation', id: 'op', text: observationText('Patient/p', { id: 'op' }) });
  await by.as().delete({ type: 'Observation', id: 'oq' });
  expect(await found(by, '_content=wheeze')).toEqual([]);
});

test('is off unless the assembly turns it on, and then waits until the record is indexed', async () => {
  const by = await filled();
  expect(await found(by, '_content=wheeze')).toEqual([expect.stringContaining('turned off')]);
  const on = await testRecord({ stores: by.stores, fullText: true });
  expect(await found(on, '_content=wheeze')).toEqual([expect.stringContaining('still being indexed')]);
  expect(await on.as().reindex({ milliseconds: 60_000 })).toMatchObject({ state: 'complete', done: 4 });
  expect(await found(on, '_content=wheeze')).toEqual(['op', 'oq']);
  const off = await testRecord({ stores: by.stores });
  expect(await found(off, '_content=wheeze')).toEqual([expect.stringContaining('turned off')]);
});
