import { generatePopulation } from '@baseplate-epr/synthetic-population';
import { expect, test, vi } from 'vitest';
import { bundleText, observationText, patientText, writing } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

const readWhole = vi.hoisted(() => vi.fn(() => Promise.reject(new Error('Read whole.'))));
vi.mock('./read-transaction.ts', () => ({ readTransaction: readWhole }));

const urn = 'urn:uuid:11111111-1111-4111-8111-111111111111';
const utf8 = (text: string) => new TextEncoder().encode(text);

test('a transaction that puts and creates is never read whole, whoever refers to whom', {
  timeout: 60_000,
}, async () => {
  const { as, audited } = await testRecord();
  const texts = [
    ...[...generatePopulation({ patients: 2, seed: 3, now: Date.UTC(2026, 0, 5) })].map(({ text }) => text),
    bundleText('transaction', [
      writing('POST', 'Observation', observationText(urn)),
      writing('POST', 'Patient', patientText('Ng'), { fullUrl: urn }),
      writing('PUT', 'Patient/a', patientText('Is it so?', { id: 'a' })),
      writing('POST', 'Binary', '{"resourceType":"Binary","contentType":"text/plain","data":"aGVsbG8="}'),
    ]),
    bundleText('transaction', [writing('PUT', 'Patient/a', patientText('Ng', { id: 'a' }), {}, { ifMatch: 'W/"1"' })]),
  ];
  for (const text of texts) {
    const { entries } = await as().bundle({ text: utf8(text) });
    expect(new Set(entries.map(({ status }) => (status === 200 || status === 201 ? 'written' : status)))).toEqual(
      new Set(['written']),
    );
  }
  expect(readWhole).not.toHaveBeenCalled();
  expect((await audited()).filter(({ kind }) => kind === 'intent')).toHaveLength(texts.length);
});

test('one that has to be told something of is read whole', async () => {
  const { as } = await testRecord();
  const refused = bundleText('transaction', [
    writing('PUT', 'Patient/a', patientText('Ng', { id: 'a', gender: 'none' })),
  ]);
  await expect(as().bundle({ text: utf8(refused) })).rejects.toThrow();
  expect(readWhole).toHaveBeenCalledTimes(1);
});
