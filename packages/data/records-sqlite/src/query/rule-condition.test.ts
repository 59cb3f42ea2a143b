import type { AccessRules, Predicate, RecordStore } from '@baseplate-epr/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { storesOnOneFile } from '../__fixtures__/stores-on-one-file.ts';
import { creation } from '../__fixtures__/versions.ts';

/*
 * Rules are compiled once and kept, so every test asks first while nothing they name is there, and again, with the same rules, when it is.
 */

let store: RecordStore;
let beside: RecordStore;
let close: () => Promise<void>;

beforeEach(async () => {
  ({ store, beside, close } = await storesOnOneFile());
  await store.commit({ epoch: 0, writes: [creation({ id: 'other' })] });
});
afterEach(() => close());

/** Such that no index leads to what the rule allows: it is judged by its condition for each resource. */
const judged = (rule: Predicate): Predicate => ({ kind: 'not', predicate: { kind: 'not', predicate: rule } });
const of = (rule: Predicate): AccessRules => ({ byType: {}, otherwise: rule });
async function seen(access: AccessRules, types: readonly string[] = []) {
  const { matches } = await store.search({ types, access, count: 10 });
  return matches.map(({ id }) => id);
}
const entry = { parameter: 'code', system: 'urn:new', code: 'x' } as const;
const written = () =>
  creation({
    id: 'mine',
    compartments: [{ type: 'Patient', id: 'p' }],
    entries: [{ kind: 'token', ...entry }],
  });

test.each<[string, Predicate, readonly string[], readonly string[]]>([
  ['a compartment', { kind: 'compartment', type: 'Patient', ids: ['p'] }, [], ['mine']],
  ['a code in a system', { kind: 'token', ...entry }, [], ['mine']],
  ['a parameter', { kind: 'missing', entry: 'token', parameter: 'code', missing: false }, [], ['mine']],
  [
    'what lacks a parameter',
    { kind: 'missing', entry: 'token', parameter: 'code', missing: true },
    ['other'],
    ['other'],
  ],
])('rules that name %s hold for what another process writes later', async (_what, rule, before, after) => {
  const access = of(judged(rule));
  const choices = [[], ['Observation']];
  for (const types of [...choices, ...choices]) expect(await seen(access, types)).toEqual(before);
  await beside.commit({ epoch: 0, writes: [written()] });
  for (const types of choices) expect(await seen(access, types)).toEqual(after);
});

test.each<[string, Predicate]>([
  ['a compartment', { kind: 'compartment', type: 'Patient', ids: ['p'] }],
  ['a code in a system', { kind: 'token', ...entry }],
])('rules that name %s hold for it, although its parameter was known before', async (_what, rule) => {
  const entries = [{ kind: 'token', ...entry, system: 'urn:old' }] as const;
  await store.commit({ epoch: 0, writes: [creation({ id: 'before', entries })] });
  const access = of(judged(rule));
  for (let again = 0; again < 2; again += 1) expect(await seen(access)).toEqual([]);
  await beside.commit({ epoch: 0, writes: [written()] });
  expect(await seen(access)).toEqual(['mine']);
});

test('rules of the same object are judged apart for each choice of types', async () => {
  await store.commit({ epoch: 0, writes: [written(), creation({ id: 'c', type: 'Condition' })] });
  const rules: AccessRules = {
    byType: { Observation: { kind: 'token', ...entry } },
    otherwise: { kind: 'none' },
  };
  for (let again = 0; again < 2; again += 1) {
    expect(await seen(rules, ['Condition'])).toEqual([]);
    expect(await seen(rules, ['Observation'])).toEqual(['mine']);
    expect(await seen(rules)).toEqual(['mine']);
  }
});
