import { beforeEach, expect, test } from 'vitest';
import { deviceStorage } from '../__fixtures__/device-storage.ts';
import type { Draft } from './draft.ts';
import { hasSealedDrafts, openSealedDrafts, type SealedDrafts } from './sealed-drafts.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 21, 8);
const mine = { id: 'mine', key: 'A'.repeat(43) };
const theirs = { id: 'theirs', key: `${'B'.repeat(42)}A` };
const draft: Draft = {
  patient: 'patient-1',
  patientName: 'EDWARDS, Mary (Mrs)',
  submission: 'a'.repeat(24),
  edition: 1,
  fields: { pulse: '95' },
  confirmed: [],
  state: 'open',
};

let storage: Storage;
let now: number;

beforeEach(() => {
  storage = deviceStorage();
  now = start;
});

async function open(key = mine): Promise<SealedDrafts> {
  const sealed = await openSealedDrafts(key, storage, () => now);
  if (sealed === undefined) throw new Error('There are no ciphers.');
  return sealed;
}

test('what lies on the device tells nothing, and comes back whole', async () => {
  await (await open()).keep(draft);
  const [name = '', text = ''] = Object.entries(storage)[0] ?? [];
  expect(name).toBe(`ward-round-draft/${draft.submission}`);
  for (const telling of ['patient-1', 'EDWARDS', 'pulse']) expect(text).not.toContain(telling);
  expect(await (await open()).list()).toEqual([draft]);
});

test('somebody else reads nothing, removes nothing, and leaves it for its writer', async () => {
  await (await open()).keep(draft);
  const other = await open(theirs);
  expect(await other.list()).toEqual([]);
  other.clear();
  expect(await (await open()).list()).toEqual([draft]);
});

test('with a key that was made anew after a sign-out, what is left can never be read', async () => {
  await (await open()).keep(draft);
  expect(await (await open({ ...theirs, id: mine.id })).list()).toEqual([]);
});

test('an entry put in the place of another, or changed by one character, is thrown away', async () => {
  const sealed = await open();
  await sealed.keep(draft);
  const text = storage.getItem(`ward-round-draft/${draft.submission}`) ?? '';
  storage.setItem(`ward-round-draft/${'b'.repeat(24)}`, text);
  expect((await sealed.list()).map(({ submission }) => submission)).toEqual([draft.submission]);
  const changed = JSON.parse(text);
  const [first] = changed.content;
  changed.content = (first === 'A' ? 'B' : 'A') + changed.content.slice(1);
  storage.setItem(`ward-round-draft/${draft.submission}`, JSON.stringify(changed));
  expect(await sealed.list()).toEqual([]);
  expect(hasSealedDrafts(storage)).toBe(false);
});

test('after twelve hours it goes, whosever it is', async () => {
  await (await open()).keep(draft);
  now = start + 12 * hour - 1;
  await open(theirs);
  expect(hasSealedDrafts(storage)).toBe(true);
  now = start + 12 * hour;
  await open(theirs);
  expect(hasSealedDrafts(storage)).toBe(false);
});

test('two entries of the same draft never have the same cipher text', async () => {
  const sealed = await open();
  await sealed.keep(draft);
  const one = storage.getItem(`ward-round-draft/${draft.submission}`);
  await sealed.keep(draft);
  expect(storage.getItem(`ward-round-draft/${draft.submission}`)).not.toBe(one);
});
