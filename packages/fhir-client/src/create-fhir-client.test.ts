import type { Observation } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { createFhirClient } from './create-fhir-client.ts';
import { exactNumber } from './exact-number.ts';
import { isFhirError } from './fhir-error.ts';

interface Sent {
  readonly path: string;
  readonly method: string;
  readonly body: string;
  readonly headers: Headers;
}

function server(...answers: readonly { readonly status?: number; readonly text: string; readonly etag?: string }[]) {
  const sent: Sent[] = [];
  const left = [...answers];
  const client = createFhirClient({
    fetch: async (path, init = {}) => {
      sent.push({
        path,
        method: init.method ?? 'GET',
        body: String(init.body ?? ''),
        headers: new Headers(init.headers),
      });
      const answer = left.shift() ?? { status: 500, text: '' };
      return new Response(answer.text, {
        status: answer.status ?? 200,
        headers: answer.etag ? { etag: answer.etag } : {},
      });
    },
  });
  return { client, sent };
}

test('searches by POST, so that no value stands in a URL', async () => {
  const { client, sent } = server({ text: '{"resourceType":"Bundle","type":"searchset","total":0}' });
  expect(await client.search('Patient', { family: 'Edwards', _count: 5, given: ['a', 'b'], name: undefined })).toEqual({
    matches: [],
    included: [],
    total: 0,
  });
  expect(sent[0]).toMatchObject({
    path: '/fhir/Patient/_search',
    method: 'POST',
    body: 'family=Edwards&_count=5&given=a&given=b',
  });
});

test('keeps the digits of numbers', async () => {
  const { client } = server({
    text: '{"resourceType":"Observation","status":"final","code":{},"valueQuantity":{"value":4.00,"unit":"mmol/L"}}',
  });
  const { valueQuantity } = await client.read('Observation', 'a');
  expect(valueQuantity?.value).toBe(4);
  expect(valueQuantity && exactNumber(valueQuantity, 'value')).toBe('4.00');
});

test('tells matches from what was included and follows the next link by its path', async () => {
  const first =
    '{"resourceType":"Bundle","type":"searchset","link":[{"relation":"next","url":"http://h:1/fhir/Observation?_cursor=x"}],"entry":[{"resource":{"resourceType":"Observation","id":"1"},"search":{"mode":"match"}},{"resource":{"resourceType":"Patient","id":"p"},"search":{"mode":"include"}}]}';
  const second =
    '{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Observation","id":"2"},"search":{"mode":"match"}}]}';
  const { client, sent } = server({ text: first }, { text: second });
  const all = await client.searchAll('Observation', {}, 10);
  expect(all.matches.map(({ id }) => id)).toEqual(['1', '2']);
  expect(all.included.map(({ id }) => id)).toEqual(['p']);
  expect(all.complete).toBe(true);
  expect(sent[1]).toMatchObject({ path: '/fhir/Observation?_cursor=x', method: 'GET' });
});

test('says when a limit cut a search short', async () => {
  const text =
    '{"resourceType":"Bundle","type":"searchset","link":[{"relation":"next","url":"/fhir/x"}],"entry":[{"resource":{"resourceType":"Observation","id":"1"},"search":{"mode":"match"}}]}';
  expect(await server({ text }).client.searchAll('Observation', {}, 1)).toMatchObject({ complete: false });
});

test('an update names the version it replaces', async () => {
  const { client, sent } = server({
    text: '{"resourceType":"Observation","id":"a","status":"final","code":{}}',
    etag: 'W/"3"',
  });
  const resource: Observation = { resourceType: 'Observation', id: 'a', status: 'final', code: {} };
  expect(await client.update(resource, { ifMatch: '2' })).toMatchObject({ versionId: '3' });
  expect(sent[0]?.headers.get('if-match')).toBe('W/"2"');
});

test('rejects with the status and what the server said', async () => {
  const { client } = server(
    { status: 412, text: '{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"conflict"}]}' },
    { status: 502, text: '<html>' },
  );
  const error = await client.read('Patient', 'x').catch((reason: unknown) => reason);
  expect(isFhirError(error, 412) && error.outcome?.issue?.[0]?.code).toBe('conflict');
  expect(isFhirError(error, 404)).toBe(false);
  const other = await client.read('Patient', 'x').catch((reason: unknown) => reason);
  expect(isFhirError(other, 502)).toBe(true);
});
