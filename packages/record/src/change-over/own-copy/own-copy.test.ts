import { createMemoryAuditLog, createMemoryDocumentStore, createMemoryStateStore } from '@baseplate-epr/conformance';
import type { AuditEntry } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { quietContext, someVersions, storeWith, versionOf } from '../__fixtures__/stores.ts';
import { copyAudit } from '../audit/copy-audit.ts';
import { copyDocuments } from '../documents/copy-documents.ts';
import { copyState } from '../state/copy-state.ts';
import { lastingKeys } from '../state/lasting-keys.ts';
import type { LastingKey } from '../state/state-types.ts';
import { holdsOwnChains } from './own-chains.ts';
import { holdsOwnDocuments } from './own-documents.ts';
import { holdsOwnNewest } from './own-newest.ts';
import { holdsOwnState } from './own-state.ts';
import { holdsOwnVersions } from './own-versions.ts';

const versions = someVersions(30);

let stores = 0;

/** Each with random bytes of its own, by which an audit log names its chain. */
async function started<Store extends { start(context: typeof quietContext): Promise<void> }>(store: Store) {
  stores += 1;
  const byte = stores;
  await store.start({ ...quietContext, randomBytes: (size) => new Uint8Array(size).fill(byte) });
  return store;
}

test('a part of a copy is its own, until it holds a version, or a text, that is not there where it was copied from', async () => {
  const from = await storeWith(versions);
  const part = versions.slice(0, 20);
  expect(await holdsOwnVersions({ from, to: await storeWith(part) })).toBe(true);
  expect(await holdsOwnVersions({ from, to: await storeWith([...part, versionOf({ id: 'theirs' })]) })).toBe(false);
  const [first, ...rest] = part;
  if (first === undefined) throw new Error('There are no versions.');
  expect(await holdsOwnVersions({ from, to: await storeWith([{ ...first, text: '{}' }, ...rest]) })).toBe(false);
  const aborted = holdsOwnVersions({ from, to: await storeWith(part), signal: AbortSignal.abort() });
  await expect(aborted).rejects.toMatchObject({ code: 'cancelled' });
});

test('in a store with numbers of its own, what was noted is its own, and what has the same content; nothing that was written since', async () => {
  const from = await storeWith([versionOf({ id: 'a' }), versionOf({ id: 'a', versionId: '2', text: '{"n":2}' })]);
  const taken = { type: 'Observation', id: 'a', versionId: '1', own: '1', lastUpdated: 1, deleted: false };
  const noted = () => taken;
  const unnoted = () => undefined;
  const old = await storeWith([versionOf({ id: 'a', text: '{"n":1}' })]);
  expect(await holdsOwnNewest({ from, to: old, taken: noted })).toBe(true);
  expect(await holdsOwnNewest({ from, to: old, taken: unnoted })).toBe(false);
  const same = await storeWith([versionOf({ id: 'a', text: '{"n":2}' })]);
  expect(await holdsOwnNewest({ from, to: same, taken: unnoted })).toBe(true);
  const copiedBefore = await storeWith([versionOf({ id: 'a' })]);
  expect(await holdsOwnNewest({ from, to: copiedBefore, taken: unnoted })).toBe(true);
  const since = await storeWith([versionOf({ id: 'a' }), versionOf({ id: 'a', versionId: '2', text: '{"n":3}' })]);
  expect(await holdsOwnNewest({ from, to: since, taken: noted })).toBe(false);
  const theirs = await storeWith([versionOf({ id: 'b' })]);
  expect(await holdsOwnNewest({ from, to: theirs, taken: unnoted })).toBe(false);
});

test('documents, chains and state are its own as long as nobody else has put any there', async () => {
  const documents = {
    from: await started(createMemoryDocumentStore()),
    to: await started(createMemoryDocumentStore()),
  };
  const bytes = (one: number) => ({ content: ReadableStream.from([new Uint8Array([one])]) });
  await documents.from.put(bytes(1));
  await copyDocuments(documents);
  expect(await holdsOwnDocuments(documents)).toBe(true);
  await documents.to.put(bytes(2));
  expect(await holdsOwnDocuments(documents)).toBe(false);

  const agent = { id: 'a', display: 'Nurse', role: 'R8001', organisation: 'RXX01' };
  const what = { time: 1, kind: 'access', action: 'read', agent, purposeOfUse: 'TREAT' } as const;
  const entry: AuditEntry = { ...what, requestId: 'r', patients: ['p'], resources: [], resourceCount: 0 };
  const logs = { from: await started(createMemoryAuditLog()), to: await started(createMemoryAuditLog()) };
  await logs.from.append({ entries: [entry] });
  await copyAudit(logs);
  await logs.from.append({ entries: [entry] });
  expect(await holdsOwnChains(logs)).toBe(true);
  expect(await holdsOwnChains({ from: logs.to, to: logs.from })).toBe(false);

  const state = { from: await started(createMemoryStateStore()), to: await started(createMemoryStateStore()) };
  const secret = (store: typeof state.from, value: string) =>
    store.namespace({ name: 'identity' }).set({ key: 'token-key', value });
  await state.from.namespace({ name: 'cli' }).set({ key: 'a', value: 'b' });
  await copyState(state);
  expect(await holdsOwnState(state)).toBe(false);
  await secret(state.from, 'random');
  await copyState(state);
  expect(await holdsOwnState(state)).toBe(true);
  const kept = state.to.namespace({ name: 'ward-round' });
  await kept.set({ key: 'session', value: 'of somebody who was signed in', expiresAt: Number.MAX_SAFE_INTEGER });
  expect(await holdsOwnState(state)).toBe(true);
  await kept.set({ key: 'list', value: 'of an assembly that was started with what was left' });
  expect(await holdsOwnState(state)).toBe(false);
  await kept.delete({ key: 'list' });
  expect(await holdsOwnState(state)).toBe(true);
  await state.from.namespace({ name: 'cli' }).delete({ key: 'a' });
  expect(await holdsOwnState(state)).toBe(false);
  const brought = ({ namespace, key }: LastingKey) => namespace === 'cli' && key === 'a';
  expect(await holdsOwnState({ ...state, brought })).toBe(true);
  await kept.set({ key: 'list', value: 'of theirs' });
  expect(await holdsOwnState({ ...state, brought })).toBe(false);
  await kept.delete({ key: 'list' });
  await secret(state.to, 'of another record');
  expect(await holdsOwnState({ ...state, brought })).toBe(false);
});

test('a state store is its own while nothing is there yet, and where the copy was killed before it brought a secret', async () => {
  const from = await started(createMemoryStateStore());
  const to = await started(createMemoryStateStore());
  await from.namespace({ name: 'identity' }).set({ key: 'token-key', value: 'random' });
  await from.namespace({ name: 'cli' }).set({ key: 'a', value: 'b' });
  expect(await holdsOwnState({ from, to })).toBe(true);
  await to.namespace({ name: 'cli' }).set({ key: 'a', value: 'b' });
  expect(await holdsOwnState({ from, to, brought: () => true })).toBe(true);
  expect(await holdsOwnState({ from, to })).toBe(false);
  const keys: LastingKey[] = [];
  for await (const key of lastingKeys(from)) keys.push(key);
  expect(keys).toEqual([
    { namespace: 'cli', key: 'a' },
    { namespace: 'identity', key: 'token-key' },
  ]);
});
