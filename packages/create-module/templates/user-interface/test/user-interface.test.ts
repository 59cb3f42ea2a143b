import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { createMemoryStateStore } from '@baseplate-epr/conformance';
import type { DigitalService, FragmentRequest, FragmentResult, Principal } from '@baseplate-epr/contracts';
import { everything, openTestRecord, patientOf, type TestRecord } from '@baseplate-epr/service-testing';
import { createUserInterface } from '../src/index.ts';

const mary = patientOf('mary-edwards');
const origin = 'http://127.0.0.1:3000';
const description = { service: 'notes', slot: 'main', path: '/card', title: 'Notes', order: 1 };

let record: TestRecord;
let service: DigitalService;
const asked: FragmentRequest[] = [];
let answers: FragmentResult = { outcome: 'content', status: 200, html: '<p>What the service wrote</p>' };
const store = createMemoryStateStore();

before(async () => {
  record = await openTestRecord(2);
  service = createUserInterface();
  await service.start(record.context);
  await store.start(record.context);
});

/** Asks as a browser does, through a shell with one service. */
async function ask(path: string, init: RequestInit = {}, principal: Principal = everything): Promise<Response> {
  const headers = { 'sec-fetch-site': 'same-origin', ...init.headers };
  return service.fetch(new Request(new URL(path, origin), { ...init, headers }), {
    requestId: 'r-1',
    now: record.context.clock.now(),
    signal: new AbortController().signal,
    principal,
    organisation: record.organisation,
    record: { fetch: record.fetchAs(principal, service.manifest) },
    state: store.namespace({ name: 'user-interface' }),
    shell: {
      places: [],
      csrfToken: 'token',
      signOut: async () => ({ headers: new Headers({ 'set-cookie': 'session=; Max-Age=0' }) }),
      fragments: {
        list: ({ slot }) => (slot === undefined || slot === description.slot ? [description] : []),
        styles: () => ['/services/notes/notes-1.css'],
        async fetch(request) {
          asked.push(request);
          return answers;
        },
      },
    },
  });
}

const send = (path: string, fields: Readonly<Record<string, string>>, headers = {}) =>
  ask(path, { method: 'POST', body: new URLSearchParams(fields), headers });

test('the first page lists who lies in hospital, and keeps nothing in a cache', async () => {
  const answer = await ask('/');
  assert.match(await answer.text(), /href="\/patients\/[^"]+">EDWARDS, Mary/);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
});

test('a search comes by POST and finds by name and by NHS number', async () => {
  const byName = await (await send('/find', { csrf: 'token', find: 'edw mary' })).text();
  assert.match(byName, /EDWARDS, Mary/);
  assert.match(await (await send('/find', { csrf: 'token', find: 'nobody so called' })).text(), /Nobody found/);
});

test('the chart says whose it is, allergies first, and shows what services write', async () => {
  const html = await (await ask(`/patients/${mary}`)).text();
  assert.match(html, /EDWARDS, Mary[^<]*<\/h1>/);
  assert.match(html, /Known allergies: /);
  assert.match(html, /What the service wrote/);
});

test('a panel that is away says since when', async () => {
  answers = { outcome: 'unavailable', since: Date.UTC(2026, 10, 21, 8), reason: 'slow' };
  assert.match(await (await ask(`/patients/${mary}`)).text(), /Not available since/);
  answers = { outcome: 'content', status: 200, html: '<p>What the service wrote</p>' };
});

test('a form from elsewhere, without the token, or about another patient reaches no service', async () => {
  const path = `/patients/${mary}/notes/add`;
  const before = asked.length;
  assert.equal((await send(path, { csrf: 'token', patient: mary }, { 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.equal((await send(path, { csrf: 'other', patient: mary })).status, 403);
  assert.equal((await send(path, { csrf: 'token', patient: 'another' })).status, 409);
  assert.equal(asked.length, before);
});

test('an accepted form leads back to the chart, which says what was done once', async () => {
  answers = { outcome: 'done', path: '', message: 'Note saved.' };
  const done = await send(`/patients/${mary}/notes/add`, { csrf: 'token', patient: mary, text: 'x' });
  assert.equal(done.status, 303);
  assert.equal(done.headers.get('location'), `/patients/${mary}`);
  assert.equal(asked.at(-1)?.form?.get('csrf'), null);
  answers = { outcome: 'content', status: 200, html: '' };
  assert.match(await (await ask(`/patients/${mary}`)).text(), /Note saved\./);
  assert.doesNotMatch(await (await ask(`/patients/${mary}`)).text(), /Note saved\./);
});

test('signing out ends the session', async () => {
  const out = await send('/sign-out', { csrf: 'token' });
  assert.equal(out.status, 303);
  assert.match(out.headers.get('set-cookie') ?? '', /Max-Age=0/);
});

test('somebody who is not there, and a page that is not there, are told in words', async () => {
  assert.equal((await ask('/patients/nobody')).status, 404);
  assert.equal((await ask('/elsewhere')).status, 404);
});
