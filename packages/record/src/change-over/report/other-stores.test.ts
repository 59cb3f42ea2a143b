import { createMemoryAuditLog, createMemoryStateStore } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { quietContext } from '../__fixtures__/stores.ts';
import { copyAudit } from '../audit/copy-audit.ts';
import { copyState } from '../state/copy-state.ts';
import { auditPart } from './audit-part.ts';
import { statePart } from './state-part.ts';

const sides = { left: 'the old one', right: 'the new one' };
const names = { left: 'audit-sqlite (audit.db)', right: 'audit-postgres (DATABASE_URL)' };
const entry = (requestId: string) =>
  ({
    time: 1,
    kind: 'access',
    requestId,
    action: 'read',
    agent: { id: 'a', display: 'Nurse', role: 'R8001', organisation: 'RXX01' },
    purposeOfUse: 'TREAT',
    patients: ['p'],
    resources: [],
    resourceCount: 0,
  }) as const;

test('an audit log that holds all of another is no difference, though it has gone on since; one that lacks an entry is', async () => {
  const [left, right] = [createMemoryAuditLog(), createMemoryAuditLog()];
  // Each start begins a chain of its own name.
  const randomBytes = (size: number) => crypto.getRandomValues(new Uint8Array(size));
  for (const log of [left, right]) await log.start({ ...quietContext, randomBytes });
  const { head } = await left.append({ entries: [entry('one'), entry('two')] });
  await copyAudit({ from: left, to: right });
  await right.append({ entries: [entry('since')] });
  const same = await auditPart({ left, right, sides, names });
  expect(same.differences).toEqual([]);
  expect(same.facts.some(({ differs }) => differs === true)).toBe(false);
  expect(same.facts).toContainEqual({ label: 'Chains', left: '1', right: '2, 1 of them new', differs: false });
  const heads = same.facts.find(({ label }) => label.startsWith('Heads'));
  expect(heads?.left).toBe(heads?.right);

  await left.append({ entries: [entry('three')] });
  const lacking = await auditPart({ left, right, sides, names });
  const words = `Chain ${head.writer}: the new one ends before entry 3.`;
  expect(lacking.differences).toEqual([words]);
  expect(lacking.facts.at(-1)).toEqual({ label: 'First difference', left: words, right: '', differs: true });
  const changed = lacking.facts.find(({ label }) => label.startsWith('Heads'));
  expect(changed?.left).not.toBe(changed?.right);
});

test('states are told apart by namespace and count, never by key or value', async () => {
  const [left, right] = [createMemoryStateStore(), createMemoryStateStore()];
  for (const store of [left, right]) await store.start(quietContext);
  for (const key of ['secret-a', 'secret-b']) await left.namespace({ name: 'sessions' }).set({ key, value: 'secret' });
  await copyState({ from: left, to: right });
  const given = { left, right, sides, names, expiringBefore: 0 };
  expect((await statePart(given)).differences).toEqual([]);
  await right.namespace({ name: 'sessions' }).set({ key: 'secret-a', value: 'secret-other' });
  await right.namespace({ name: 'sessions' }).delete({ key: 'secret-b' });
  const part = await statePart(given);
  expect(part.differences).toEqual(['Namespace sessions: 1 only in the old one, 1 with another value or expiry.']);
  expect(JSON.stringify(part)).not.toContain('secret');
});
