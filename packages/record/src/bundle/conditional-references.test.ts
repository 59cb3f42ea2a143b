import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import type { RecordStore } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { bundleText, observationText, patientText, writing } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

/** A store that lets somebody else act just before its next commit, once. */
function interrupted(store: RecordStore) {
  let interrupt: (() => Promise<unknown>) | undefined;
  const records: RecordStore = {
    ...store,
    async commit(options) {
      const first = interrupt;
      interrupt = undefined;
      await first?.();
      return store.commit(options);
    },
  };
  const beforeNextCommit = (work: () => Promise<unknown>) => {
    interrupt = work;
  };
  return { records, beforeNextCommit };
}

const smith = { type: 'Patient', text: patientText('Smith') };
const text = bundleText('transaction', [writing('POST', 'Observation', observationText('Patient?family=smith'))]);

test('what appears between looking and committing makes the reference ambiguous, and nothing is written', async () => {
  const { records, beforeNextCommit } = interrupted(createMemoryRecordStore());
  const { as } = await testRecord({ stores: { records } });
  await as().create(smith);
  beforeNextCommit(() => as().create(smith));
  await expect(as().bundle({ text })).rejects.toMatchObject({ status: 412, issues: [{ code: 'multiple-matches' }] });
  expect(await as().search({ types: ['Observation'], parameters: [] })).toMatchObject({ total: 0 });
});

test('what is replaced between looking and committing is found anew', async () => {
  const { records, beforeNextCommit } = interrupted(createMemoryRecordStore());
  const { as } = await testRecord({ stores: { records } });
  const old = await as().create(smith);
  let id: string | undefined;
  beforeNextCommit(async () => {
    await as().delete({ type: 'Patient', id: old.version?.id ?? '' });
    id = (await as().create(smith)).version?.id;
  });
  const answer = await as().bundle({ text });
  expect(answer.entries.map(({ status }) => status)).toEqual([201]);
  const parameters = [['subject', `Patient/${id}`]] as const;
  expect(await as().search({ types: ['Observation'], parameters })).toMatchObject({ total: 1 });
});

test.each([
  ['Patient?', 'Patient\\u003f'],
  ['"reference"', '"refer\\u0065nce"'],
])('one that is written with escapes (%s as %s) is resolved like any other', async (plain, escaped) => {
  const { as } = await testRecord();
  const { version } = await as().create(smith);
  const written = text.replace(plain, escaped);
  expect(written).not.toBe(text);
  expect((await as().bundle({ text: written })).entries.map(({ status }) => status)).toEqual([201]);
  const parameters = [['subject', `Patient/${version?.id}`]] as const;
  expect(await as().search({ types: ['Observation'], parameters })).toMatchObject({ total: 1 });
});
