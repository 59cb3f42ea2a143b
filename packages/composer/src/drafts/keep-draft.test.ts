import { createMemoryStateStore, createTestClock } from '@baseplate-epr/conformance';
import type { StateNamespace } from '@baseplate-epr/contracts';
import { beforeEach, expect, test } from 'vitest';
import { keepDraft } from './keep-draft.ts';

const clock = createTestClock(1_795_000_000_000);
let interfaceState: StateNamespace;

beforeEach(async () => {
  const store = createMemoryStateStore();
  await store.start({
    clock,
    logger: { info() {}, warn() {}, error() {} },
    randomBytes: (size) => new Uint8Array(size),
  });
  interfaceState = store.namespace({ name: 'user-interface', quota: 300_000 });
});

const draft = {
  csrf: 'token',
  patient: 'mary',
  text: 'Half a sentence',
  'draft-patient': 'mary',
  'draft-form': 'add-note',
  'draft-service': 'notes',
  'draft-path': '/add',
  'draft-action': '//elsewhere',
};

function send(fields: Readonly<Record<string, string>>, by = 'doctor', headers = { 'sec-fetch-site': 'same-origin' }) {
  const body = new URLSearchParams({ ...draft, ...fields });
  return keepDraft(new Request('http://127.0.0.1:3000/drafts', { method: 'POST', body, headers }), {
    csrfToken: 'token',
    principal: { id: by },
    services: { get: (name) => (name === 'notes' ? ({} as never) : undefined), shell: () => undefined },
    interfaceState,
    now: clock.now(),
  });
}

const kept = async () => (await interfaceState.list({ prefix: 'draft/', limit: 10 })).entries;

test('it is kept in the shape of the contract, for its person, without what belongs to the page, for twelve hours', async () => {
  const fields = { __proto__x: '1', constructor: 'c' };
  expect((await send(fields)).status).toBe(200);
  expect((await send({ text: 'Mine' }, 'nurse')).status).toBe(200);
  const values = (await kept()).map(
    ({ key, value }) => [key.split('/').slice(2).join('/'), JSON.parse(value)] as const,
  );
  expect(values.map(([key]) => key)).toEqual(Array(2).fill('mary/notes/add-note'));
  expect(values.map(([, value]) => value)).toContainEqual({
    path: '/add',
    action: '',
    fields: { text: ['Half a sentence'], __proto__x: ['1'], constructor: ['c'] },
    at: clock.now(),
  });
  clock.advance(12 * 3_600_000 + 1);
  expect(await kept()).toEqual([]);
});

test.each([
  ['about another patient', { patient: 'another' }, 409],
  ['of no service', { 'draft-service': 'nobody' }, 422],
  ['with a name that could reach elsewhere', { 'draft-form': '../x' }, 422],
  ['with a patient that could reach elsewhere', { patient: 'a/b', 'draft-patient': 'a/b' }, 422],
  ['without the token', { csrf: '' }, 403],
  ['of great length', { text: 'x'.repeat(110_000) }, 413],
])('one %s is not kept, in words', async (_, fields, status) => {
  const answer = await send(fields);
  expect(answer.status).toBe(status);
  expect((await answer.text()).trim()).toMatch(/\.$/);
  expect(await kept()).toEqual([]);
});

test('one from another site is not kept, and one for which there is no room says so', async () => {
  expect((await send({}, 'doctor', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  const text = 'x'.repeat(90_000);
  for (const form of ['a', 'b', 'c']) await send({ text, 'draft-form': form });
  expect((await send({ text, 'draft-form': 'd' })).status).toBe(507);
});

test('where a page says which field must agree, another draft is not overwritten', async () => {
  const of = { 'draft-of': 'submission' };
  expect((await send({ ...of, submission: 'one' })).status).toBe(200);
  expect((await send({ ...of, submission: 'one', text: 'More' })).status).toBe(200);
  expect((await send({ ...of, submission: 'two', text: 'Another' })).status).toBe(409);
  expect((await kept())[0]?.value).toContain('More');
});
