import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deviceStorage } from '../__fixtures__/device-storage.ts';
import type { Answer } from '../server/answer.ts';
import type { Draft } from './draft.ts';
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts';
import { openSealedDrafts } from './sealed-drafts.ts';

interface Told {
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const key = { id: 'mine', key: 'A'.repeat(43) };
const draft: Draft = {
  patient: 'one',
  patientName: 'EXAMPLE, Anna',
  submission: 'a'.repeat(24),
  edition: 0,
  fields: { pulse: '95' },
  confirmed: [],
  state: 'open',
};
const kept: Answer<unknown> = { outcome: 'answered', value: {} };
const saved: Answer<unknown> = { outcome: 'answered', value: { outcome: 'saved', words: 'Saved.' } };
const lost: Answer<unknown> = { outcome: 'no-network' };

let storage: Storage;
let told: Told[];
let heard: string[];
let handed: Draft[];
let answer: (told: Told) => Answer<unknown>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  storage = deviceStorage();
  told = [];
  heard = [];
  handed = [];
  answer = ({ path }) => (path.endsWith('/observations') ? saved : kept);
});

afterEach(() => {
  vi.useRealTimers();
});

async function keeper(): Promise<DraftKeeper> {
  return createDraftKeeper({
    sealed: await openSealedDrafts(key, storage, () => 1000),
    async tell<Value>(path: string, fields: object) {
      const one = { path, fields: { ...fields } };
      told.push(one);
      return answer(one) as Answer<Value>;
    },
    async handOver(one) {
      handed.push(one);
      return true;
    },
    onSaved: (one, words) => heard.push(`${one.patient}: ${words}`),
    onSignedOut: () => heard.push('signed out'),
    now: () => 1000,
  });
}

const sent = () => told.filter(({ path }) => path.endsWith('/observations'));
const onDevice = () => Object.keys(storage).length;

test('what is typed lies on the device at once, and by the record a second later; then no longer on the device', async () => {
  const one = await keeper();
  one.change(draft);
  await one.settled();
  expect([onDevice(), one.placeOf(draft.submission)]).toEqual([1, 'device']);
  await vi.advanceTimersByTimeAsync(1000);
  await vi.waitFor(() => expect(one.placeOf(draft.submission)).toBe('record'));
  expect(onDevice()).toBe(0);
  expect(told).toEqual([
    {
      path: '/round/patients/one/drafts',
      fields: { patient: 'one', submission: draft.submission, edition: 1000, fields: draft.fields },
    },
  ]);
});

test('a finished set is sent to its own patient with what was typed, and goes when it is saved', async () => {
  const one = await keeper();
  await one.finish(draft);
  expect(sent()).toEqual([
    {
      path: '/round/patients/one/observations',
      fields: { patient: 'one', submission: draft.submission, fields: draft.fields, confirmed: [] },
    },
  ]);
  expect([one.drafts(), onDevice(), heard]).toEqual([[], 0, ['one: Saved.']]);
});

test('without an answer it is sent again unchanged, and cannot be changed meanwhile', async () => {
  const one = await keeper();
  answer = () => lost;
  await one.finish(draft);
  one.change({ ...draft, fields: { pulse: '40' } });
  await one.flush();
  answer = () => saved;
  await one.flush();
  await one.flush();
  expect(sent().map(({ fields }) => fields.fields)).toEqual([draft.fields, draft.fields, draft.fields]);
  expect(heard).toEqual(['one: Saved.']);
});

test('a finished set outlives the page, and is sent once when another page opens', async () => {
  answer = () => lost;
  await (await keeper()).finish(draft);
  expect(onDevice()).toBe(1);
  answer = () => saved;
  const other = await keeper();
  await other.load([]);
  expect(heard).toEqual(['one: Saved.']);
  expect(onDevice()).toBe(0);
});

test('of two copies the one that was changed later counts', async () => {
  const one = await keeper();
  answer = () => lost;
  one.change(draft);
  await one.settled();
  const record = { patient: 'one', submission: draft.submission, fields: { pulse: '60' } };
  const older = await keeper();
  await older.load([{ ...record, edition: 999 }]);
  expect(older.drafts().map(({ fields }) => fields.pulse)).toEqual(['95']);
  const newer = await keeper();
  await newer.load([{ ...record, edition: 1001 }]);
  expect(newer.drafts().map(({ fields }) => fields.pulse)).toEqual(['60']);
});

test('a set that is refused in words comes back to be corrected', async () => {
  const one = await keeper();
  answer = () => ({ outcome: 'refused', status: 409, code: 'wrong-patient', message: 'Wrong patient' });
  await one.finish(draft);
  expect(one.drafts()).toMatchObject([{ state: 'open', problem: { errors: [{ message: 'Wrong patient' }] } }]);
  const before = sent().length;
  await one.flush();
  expect(sent()).toHaveLength(before);
});

test.each([
  ['an error of the record', { outcome: 'refused', status: 503, code: 'failed', message: '' }],
  ['the token of another session', { outcome: 'refused', status: 403, code: 'token', message: '' }],
] as const)('after %s it is not known whether it was written, so it stays finished', async (_name, given) => {
  const one = await keeper();
  answer = () => given;
  await one.finish(draft);
  expect(one.drafts()).toMatchObject([{ state: 'ready' }]);
});

test('the end of the session is told, and nothing is lost', async () => {
  const one = await keeper();
  answer = () => ({ outcome: 'signed-out' });
  await one.finish(draft);
  expect(heard).toEqual(['signed out']);
  expect(onDevice()).toBe(1);
});

test('erasing leaves nothing, also of what was being enciphered at that moment', async () => {
  const one = await keeper();
  one.change(draft);
  one.erase();
  await one.settled();
  await vi.advanceTimersByTimeAsync(5000);
  expect([one.drafts(), onDevice(), told]).toEqual([[], 0, []]);
});

test('what was discarded without a network is discarded by the record later', async () => {
  const one = await keeper();
  answer = () => lost;
  await one.discard(draft);
  expect(one.drafts()).toMatchObject([{ state: 'discarded', fields: {} }]);
  answer = () => kept;
  await one.flush();
  expect(told.at(-1)).toEqual({
    path: '/round/patients/one/drafts/discard',
    fields: { patient: 'one', submission: draft.submission },
  });
  expect([one.drafts(), onDevice()]).toEqual([[], 0]);
});

test('once other screens are in place the record keeps what was typed, and a set that was finished goes on as a draft', async () => {
  const one = await keeper();
  answer = () => ({ outcome: 'screens-changed' });
  one.change(draft);
  await one.settled();
  await one.flush();
  expect([handed.at(-1)?.fields, one.placeOf(draft.submission), onDevice()]).toEqual([draft.fields, 'record', 0]);
  await one.finish({ ...draft, edition: 1000, fields: { pulse: '96' } });
  await vi.waitFor(() => expect(one.placeOf(draft.submission)).toBe('record'));
  expect(one.drafts()).toMatchObject([{ state: 'open', submission: draft.submission, fields: { pulse: '96' } }]);
  expect(handed.at(-1)?.fields).toEqual({ pulse: '96' });
  expect([onDevice(), heard]).toEqual([0, []]);
});
