import { beforeAll, expect, test } from 'vitest';
import { patient } from '../__fixtures__/resources.ts';
import { type TestApi, testApi, testBase } from '../__fixtures__/test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await testApi();
});

test('what is written is given back in the shape that is asked for, or not at all', async () => {
  const answer = await api.send('POST /Patient?_elements=gender', { body: patient('E', { gender: 'male' }) });
  expect(answer.status).toBe(201);
  expect(answer.json).toMatchObject({ gender: 'male', meta: { tag: [{ code: 'SUBSETTED' }] } });
  expect(answer.json.name).toBeUndefined();
  const { total } = (await api.send('GET /Patient?_summary=count')).json;
  expect((await api.send('POST /Patient?_summary=some', { body: patient('E') })).status).toBe(400);
  expect((await api.send('GET /Patient?_summary=count')).json.total).toBe(total);
});

test('the statement that a client has is not sent again', async () => {
  const etag = (await api.send('GET /metadata')).headers.get('etag') ?? '';
  expect((await api.send('GET /metadata', { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect((await api.send(`GET ${testBase}/metadata`, { headers: { 'if-none-match': 'W/"other"' } })).status).toBe(200);
});
