import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import type { CommitOptions } from '@baseplate-epr/contracts';
import { generatePopulation } from '@baseplate-epr/synthetic-population';
import { expect, test } from 'vitest';
import { clinician, holderOf } from '../__fixtures__/people.ts';
import { bundleText, observationText, patientText, writing } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';
import type { RecordLimits } from '../record-limits.ts';
import type { BundleAnswer } from '../session/bundle-types.ts';

const urn = 'urn:uuid:11111111-1111-4111-8111-111111111111';
const put = (id: string, more: object = {}) => writing('PUT', `Patient/${id}`, patientText('Smith', { id, ...more }));
const binary = JSON.stringify({ resourceType: 'Binary', contentType: 'text/plain', data: 'aGVsbG8=' });
const secured = { ...JSON.parse(binary), securityContext: { reference: 'Patient/a' } };

/** Transactions one after the other, as they would come to one record. */
const sequences: Readonly<Record<string, readonly string[]>> = {
  'new resources, and again': [
    bundleText('transaction', [
      put('a'),
      put('b'),
      writing('PUT', 'Observation/c', observationText('Patient/a', { id: 'c' })),
    ]),
    bundleText('transaction', [put('b', { active: true }), put('d')]),
  ],
  'references to entries': [
    bundleText('transaction', [
      writing('POST', 'Observation', observationText(urn)),
      writing('POST', 'Patient', patientText('Ng'), { fullUrl: urn }),
      writing('POST', 'Binary', JSON.stringify({ ...secured, securityContext: { reference: urn } })),
    ]),
    bundleText('transaction', [
      writing('POST', 'Observation', observationText('http://elsewhere.example/fhir/Patient/1')),
      writing('PUT', 'Patient/q', patientText('Ng', { id: 'q' }), {
        fullUrl: 'http://elsewhere.example/fhir/Patient/1',
      }),
    ]),
    bundleText('transaction', [
      writing('POST', 'Observation', observationText(`${urn}/_history/1`)),
      writing('POST', 'Patient', patientText('Ng'), { fullUrl: urn }),
    ]),
    bundleText('transaction', [writing('POST', 'Observation', observationText(urn))]),
    bundleText('transaction', [
      writing('POST', 'Patient', patientText('Ng'), { fullUrl: urn }),
      writing('POST', 'Patient', patientText('Ng'), { fullUrl: urn }),
    ]),
    bundleText('transaction', [
      writing('POST', 'Observation', observationText(urn)),
      writing('POST', 'Medication', '{"resourceType":"Medication"}', { fullUrl: urn }),
    ]),
  ],
  'labels that are carried on, and a Binary with its context': [
    bundleText('transaction', [
      put('a', { meta: { tag: [{ code: 'x' }] } }),
      writing('PUT', 'Binary/b', JSON.stringify({ ...secured, id: 'b' })),
    ]),
    bundleText('transaction', [put('a')]),
  ],
  'a Binary that is protected by what comes with it': [
    bundleText('transaction', [
      writing('POST', 'Binary', JSON.stringify({ ...secured, securityContext: { reference: 'Observation/o' } })),
      writing('PUT', 'Observation/o', observationText('Patient/a', { id: 'o' })),
    ]),
  ],
  'conditions and other methods': [
    bundleText('transaction', [
      writing('POST', 'Patient', patientText('Ng', { identifier: [{ system: 's', value: '1' }] })),
    ]),
    bundleText('transaction', [writing('POST', 'Patient', patientText('Ng'), {}, { ifNoneExist: 'identifier=s|1' })]),
    bundleText('transaction', [writing('POST', 'Observation', observationText('Patient?identifier=s|1'))]),
    bundleText('transaction', [writing('POST', 'Observation', observationText('Patient?identifier=s|2'))]),
    bundleText('transaction', [writing('PUT', 'Patient?identifier=s|1', patientText('Ng'))]),
    bundleText('transaction', [put('a'), { request: { method: 'GET', url: 'Patient/a' } }]),
    bundleText('transaction', [put('a'), { request: { method: 'DELETE', url: 'Patient/zz' } }]),
    // One entry: several of a batch are carried out at once, in an order that nothing promises.
    bundleText('batch', [put('b')]),
    bundleText('transaction', [writing('PUT', 'Patient/a', patientText('Ng', { id: 'a' }), {}, { ifMatch: 'W/"7"' })]),
    bundleText('transaction', [writing('PUT', 'Patient/a', patientText('Ng', { id: 'a' }), {}, { ifNoneMatch: '*' })]),
    bundleText('transaction', [writing('PUT', 'Patient/a', patientText('Ng', { id: 'a' }), {}, { ifMatch: 'W/"1"' })]),
  ],
  'what is refused': [
    bundleText('transaction', [put('a'), put('a')]),
    bundleText('transaction', [put('a', { gender: 'none' }), put('b', { gender: 'none' })]),
    bundleText('transaction', [put('a'), writing('PUT', 'Patient/b', patientText('X', { id: 'c' }))]),
    bundleText('transaction', [put('a'), writing('PUT', 'Nothing/b', patientText('X', { id: 'b' }))]),
    bundleText('transaction', [put('a'), writing('PUT', 'Patient/b/_history/1', patientText('X', { id: 'b' }))]),
    bundleText('transaction', [put('a'), writing('PUT', 'Organization/b', '{"resourceType":"Organization","id":"b"}')]),
    bundleText('transaction', [put('a', { meta: 1 })]),
    bundleText('transaction', [put('a'), { resource: 0, request: { method: 'PUT', url: 'Patient/b' } }]),
    bundleText('transaction', [put('a')]).replace('"Smith"', '"Smi\\ud800th"'),
    bundleText('transaction', [put('a')]).replace('"id":"a"', '"id":"a","id":"a"'),
    bundleText('transaction', [put('a')]).slice(0, -1),
    '{}',
  ],
};

for (const [name, texts] of Object.entries(sequences)) {
  test(`${name}: as bytes as they are as text`, async () => {
    const [asText, asBytes] = [await outcomesOf(texts, (text) => text), await outcomesOf(texts, utf8)];
    expect(asBytes).toEqual(asText);
  });
}

test('what is longer, or has more entries, than is accepted is refused the same', async () => {
  const texts = [
    bundleText('transaction', [put('a'), put('b')]),
    bundleText('transaction', [put('a'), put('b'), put('c')]),
    bundleText('transaction', [put('a', { language: 'é'.repeat(100) }), put('b', { language: 'é'.repeat(100) })]),
  ];
  const limits = { bundleLength: 450, bundleEntries: 2 };
  const asText = await outcomesOf(texts, (text) => text, clinician, limits);
  expect(asText.told.map(({ status }: { readonly status?: number }) => status)).toEqual([undefined, 413, 413]);
  expect(await outcomesOf(texts, utf8, clinician, limits)).toEqual(asText);
});

test('somebody who may not do it all is refused the same, and the audit hears of it once', async () => {
  const texts = [
    bundleText('transaction', [put('a'), writing('PUT', 'Observation/o', observationText('Patient/a', { id: 'o' }))]),
    bundleText('transaction', [put('a')]),
    bundleText('transaction', [put('a', { active: true })]),
  ];
  for (const scopes of [['user/Patient.cruds'], ['user/Patient.rs'], ['user/Observation.cruds'], ['user/*.cruds']]) {
    const who = holderOf(...scopes);
    const asText = await outcomesOf(texts, (text) => text, who);
    expect(await outcomesOf(texts, utf8, who)).toEqual(asText);
  }
});

test('the synthetic patients, whole and with a fault somewhere', { timeout: 120_000 }, async () => {
  const whole = [...generatePopulation({ patients: 2, seed: 3, now: Date.UTC(2026, 0, 5) })].map(({ text }) => text);
  const faults = [
    ['"status":"final"', '"status":"ready"'],
    ['"subject":{"reference":"Patient/', '"subject":{"reference":"http://127.0.0.1:3000/fhir//'],
    ['"method":"PUT"', '"method":"PAT"'],
    ['"code":', '"c\\u006fde":'],
    ['"value":', '"value":1,"value":'],
    ['}}]', '}}'],
  ] as const;
  const faulty = faults.flatMap(([good, bad]) => whole.slice(2).map((text) => replaceLast(text, good, bad)));
  const texts = [...whole, ...faulty, ...whole.slice(1, 2)];
  expect(await outcomesOf(texts, utf8)).toEqual(await outcomesOf(texts, (text) => text));
});

function replaceLast(text: string, good: string, bad: string): string {
  const at = text.lastIndexOf(good);
  return at < 0 ? text : `${text.slice(0, at)}${bad}${text.slice(at + good.length)}`;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text.isWellFormed() ? text : '');
}

/** Answers or refusals, what is committed with its index entries, and the audit; new ids numbered in the order in which they turn up. */
async function outcomesOf(
  texts: readonly string[],
  form: (text: string) => string | Uint8Array,
  who = clinician,
  limits: Partial<RecordLimits> = {},
) {
  const committed: unknown[] = [];
  const records = createMemoryRecordStore();
  const watched = {
    ...records,
    commit: (options: CommitOptions) => {
      committed.push(options.writes, options.guards ?? []);
      return records.commit(options);
    },
  };
  const here = await testRecord({ stores: { records: watched }, limits });
  const told: unknown[] = [];
  for (const text of texts) {
    const session = here.as(who);
    told.push(await session.bundle({ text: form(text) }).then((answer: BundleAnswer) => answer, refusal));
  }
  const audited = (await here.audited()).map((entry) => ({ ...entry, hash: '', previous: '', writer: '' }));
  return withoutNewIds(JSON.stringify({ told, committed, audited }), texts.join());
}

function refusal(error: { readonly status?: number; readonly issues?: unknown; readonly message: string }) {
  const { status, issues, message } = error;
  return { status, issues, message };
}

function withoutNewIds(json: string, given: string) {
  const ids = new Map<string, string>();
  const numbered = json.replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
    if (given.includes(id)) return id;
    ids.set(id, ids.get(id) ?? `new-${ids.size}`);
    return ids.get(id) ?? id;
  });
  return JSON.parse(numbered);
}
