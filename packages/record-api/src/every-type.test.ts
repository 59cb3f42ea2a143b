import { resourceTypes } from '@baseplate-epr/fhir';
import { beforeAll, expect, test } from 'vitest';
import { exampleResource } from './__fixtures__/examples/example-resource.ts';
import { decimals } from './__fixtures__/examples/primitive-value.ts';
import { faultsOf, type TestApi, testApi } from './__fixtures__/test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await testApi();
});

const meta = /,"meta":\{"versionId":"1","lastUpdated":"2026-01-01T00:00:00\.000Z"\}/;
const json = { accept: 'application/fhir+json' };

/** Keeps a resource and gets it back in every way there is; what the record has added is taken out. */
async function keptAs(type: string, text: string): Promise<readonly string[]> {
  const id = /"id":"([^"]+)"/.exec(text)?.[1];
  const headers = { 'content-type': 'application/fhir+json', ...json };
  const written = await api.send(`PUT /${type}/${id}`, { body: text, headers });
  if (written.status !== 201) throw new Error(`${type} answered ${written.status}: ${written.text}`);
  const read = await api.send(`GET /${type}/${id}`, { headers: json });
  const version = await api.send(`GET /${type}/${id}/_history/1`, { headers: json });
  const pretty = await api.send(`GET /${type}/${id}?_pretty=true`, { headers: json });
  const found = await api.send(`GET /${type}?_id=${id}`);
  const history = await api.send(`GET /${type}/${id}/_history`);
  expect(faultsOf(found.text)).toEqual([]);
  return [
    written.text.replace(meta, ''),
    read.text.replace(meta, ''),
    version.text.replace(meta, ''),
    withoutSpace(pretty.text).replace(meta, ''),
    inBundle(found.text, ',"search":'),
    inBundle(history.text, ',"request":'),
  ];
}

function inBundle(text: string, after: string): string {
  const start = text.indexOf('"resource":{') + '"resource":'.length;
  return text.slice(start, text.lastIndexOf(after)).replace(meta, '');
}

/** Takes out white space between tokens; strings keep theirs. */
function withoutSpace(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, quoted: string | undefined) => quoted ?? '');
}

test.each([...resourceTypes].sort())('%s comes back to the byte, least and most', async (type) => {
  for (const [kind, seed] of [
    ['minimal', 1],
    ['rich', 1],
    ['rich', 2],
  ] as const) {
    const example = exampleResource(type, kind, seed).replace(`example-${kind}`, `example-${kind}-${seed}`);
    // An active one takes effect, which what is made at random cannot.
    const text = type === 'SearchParameter' ? example.replace('"status":"active"', '"status":"draft"') : example;
    expect(faultsOf(text).filter((fault) => fault.startsWith('error'))).toEqual([]);
    const kept = await keptAs(type, text);
    expect(kept).toEqual(kept.map(() => text));
  }
});

test('there are 146 types', () => {
  expect(resourceTypes.size).toBe(146);
});

test.each(decimals)('the decimal %s keeps its digits', async (decimal) => {
  const id = `d${decimals.indexOf(decimal)}`;
  const text = `{"resourceType":"Observation","id":"${id}","status":"final","code":{"text":"x"},"valueQuantity":{"value":${decimal}},"component":[{"code":{"text":"y"},"valueQuantity":{"value":${decimal}}}]}`;
  expect(await keptAs('Observation', text)).toEqual(Array.from({ length: 6 }, () => text));
});

test('contained resources, tags of the sender, odd white space and the order of members are kept', async () => {
  const text = `{ "status":"final",\n"resourceType" : "Observation",
    "contained":[{"resourceType":"Device","id":"d","extension":[{"url":"http://example.org/x","valueDecimal":1.0}]}],
    "code":{"text":"x"},"device":{"reference":"#d"},
    "effectiveDateTime":"2026", "_effectiveDateTime":{"extension":[{"url":"http://example.org/x","valueString":"\\u00e9é"}]},
    "valueQuantity":{"value":1.00}, "id":"odd",
    "meta":{"tag":[{"code":"mine"}],"profile":["http://example.org/p"],"versionId":"77"}}`;
  const written = await api.send('PUT /Observation/odd', {
    body: text,
    headers: { 'content-type': 'application/fhir+json' },
  });
  const rest = written.text.replace(/"meta":\{[^}]*\}[^}]*\}/, 'META');
  expect(rest).toBe(text.replace(/"meta":\{[^}]*\}[^}]*\}/, 'META'));
  expect(written.json.meta).toMatchObject({
    tag: [{ code: 'mine' }],
    profile: ['http://example.org/p'],
    versionId: '1',
  });
});

test('a transaction keeps bytes as well', async () => {
  const text = exampleResource('Observation', 'rich', 3).replace('example-rich', 'in-transaction');
  const body = `{"resourceType":"Bundle","type":"transaction","entry":[{"resource":${text},"request":{"method":"PUT","url":"Observation/in-transaction"}}]}`;
  const answer = await api.send('POST /', { body, headers: { 'content-type': 'application/fhir+json' } });
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.any(String)]);
  expect((await api.send('GET /Observation/in-transaction')).text.replace(meta, '')).toBe(text);
});

test('$everything keeps bytes as well', async () => {
  const text = `{"resourceType":"Patient","id":"whole","_birthDate":{"extension":[{"url":"http://example.org/x","valueDecimal":1.00}]}}`;
  await api.send('PUT /Patient/whole', { body: text, headers: { 'content-type': 'application/fhir+json' } });
  expect(inBundle((await api.send('GET /Patient/whole/$everything')).text, ',"search":')).toBe(text);
});
