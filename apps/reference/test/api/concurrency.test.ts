import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenRecord, openRecord, resourceLimit, type Sent } from './open-record.ts';

let record: OpenRecord;
let token: string;

beforeAll(async () => {
  record = await openRecord();
  token = await record.token('system');
});

afterAll(() => record.stop());

interface Page {
  readonly total?: number;
  readonly link: readonly { readonly relation: string; readonly url: string }[];
  readonly entry?: readonly {
    readonly resource: { readonly id: string; readonly meta: { readonly versionId: string } };
  }[];
}

const pageOf = ({ text }: Sent) => JSON.parse(text) as Page;
const together = <Result>(count: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

function patient(family: string, more: object = {}): object {
  return { resourceType: 'Patient', name: [{ family }], ...more };
}

test('a hundred conditional creates at once make one resource', async () => {
  const body = patient('Once', { identifier: [{ system: 'urn:example:hospital', value: '4711' }] });
  const headers = { 'if-none-exist': 'identifier=urn:example:hospital|4711' };
  const answers = await together(100, () => record.send('POST /Patient', { token, body, headers }));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 99 }, () => 200), 201]);
  expect(new Set(answers.map(({ text }) => (JSON.parse(text) as { id: string }).id)).size).toBe(1);
  const found = await record.send('GET /Patient?identifier=urn:example:hospital|4711&_summary=count', { token });
  expect(pageOf(found).total).toBe(1);
});

test('of writers that all saw the same version one wins', async () => {
  await record.send('PUT /Patient/contended', { token, body: patient('Zero', { id: 'contended' }) });
  const headers = { 'if-match': 'W/"1"' };
  const answers = await together(20, (index) =>
    record.send('PUT /Patient/contended', { token, headers, body: patient(`Writer-${index}`, { id: 'contended' }) }),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
  const history = await record.send('GET /Patient/contended/_history', { token });
  expect(pageOf(history).total).toBe(2);
});

test('writers that name no version all get a version of their own', async () => {
  const answers = await together(20, (index) =>
    record.send('PUT /Patient/busy', { token, body: patient(`Writer-${index}`, { id: 'busy' }) }),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
  expect(new Set(answers.map(({ headers }) => headers.get('etag'))).size).toBe(20);
});

test('paging to the end finds everything once while others write', async () => {
  const ids = Array.from({ length: 60 }, (_, index) => `page-${String(index).padStart(2, '0')}`);
  await Promise.all(ids.map((id) => record.send(`PUT /Patient/${id}`, { token, body: patient('Page', { id }) })));
  let writing = true;
  let number = 0;
  const busy = (async () => {
    while (writing) {
      // Sorted before and behind what is being read, and changing what is being read without moving it.
      await record.send('POST /Patient', { token, body: patient(number % 2 === 0 ? 'Aaa' : 'Zzz') });
      const id = ids[number % ids.length] ?? '';
      await record.send(`PUT /Patient/${id}`, { token, body: patient('Page', { id, active: number % 3 === 0 }) });
      number += 1;
    }
  })();
  const found: string[] = [];
  let next: string | undefined = '/Patient?_sort=family,_id&_count=7';
  while (next !== undefined) {
    const page = pageOf(await record.send(`GET ${next}`, { token }));
    found.push(...(page.entry ?? []).map(({ resource }) => resource.id));
    next = page.link.find(({ relation }) => relation === 'next')?.url;
    // Something is written between any two pages.
    const written = number;
    await expect.poll(() => number, { interval: 1, timeout: 30_000 }).toBeGreaterThan(written);
  }
  writing = false;
  await busy;
  expect(number).toBeGreaterThan(8);
  const ours = found.filter((id) => id.startsWith('page-'));
  expect([...ours].sort()).toEqual(ids);
  expect(new Set(found).size).toBe(found.length);
});

test('what is too large is refused in FHIR, whether its length is announced or not', async () => {
  const text = JSON.stringify(patient('x'.repeat(resourceLimit)));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' };
  const inPieces: RequestInit & { readonly duplex: 'half' } = {
    method: 'POST',
    headers,
    body: new Blob([text]).stream(),
    duplex: 'half',
  };
  for (const init of [{ method: 'POST', headers, body: text }, inPieces]) {
    const answer = await fetch(`${record.base}/Patient`, init);
    expect([answer.status, await answer.json()]).toMatchObject([413, { issue: [{ code: 'too-long' }] }]);
  }
});
