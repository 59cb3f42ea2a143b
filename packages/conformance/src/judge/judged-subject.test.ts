import { fileURLToPath } from 'node:url';
import type { AuditLog, DocumentStore, Module, RecordStore, StateStore } from '@baseplate-epr/contracts';
import { afterEach, expect, test } from 'vitest';
import { auditLogKit } from '../audit-log/audit-log-kit.ts';
import { documentStoreKit } from '../document-store/document-store-kit.ts';
import type { Kit } from '../kit/kit.ts';
import { runKit } from '../kit/run-kit.ts';
import { recordStoreKit } from '../record-store/record-store-kit.ts';
import { stateStoreKit } from '../state-store/state-store-kit.ts';
import { type JudgedSubject, judgedSubject } from './judged-subject.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = './src/judge/__fixtures__/planted.ts';
const opened: { close(): void }[] = [];
afterEach(() => {
  for (const subject of opened.splice(0)) subject.close();
});

function planted<Adapter extends Module>(options: object, factory = 'createPlanted'): JudgedSubject<Adapter> {
  const proof = factory === 'createPlanted' ? { proof: entry } : {};
  const judged = { root, name: 'planted', entry, factory, ...proof };
  const subject = judgedSubject<Adapter>({ judged, options, environment: {} });
  opened.push(subject);
  return subject;
}

async function failuresOf<Adapter extends Module>(kit: Kit<Adapter>, options: object): Promise<readonly string[]> {
  const { results } = await runKit({ kit, subject: planted<Adapter>(options) });
  expect(results).toHaveLength(kit.cases.length);
  return results.flatMap(({ name, outcome, reason }) => (outcome === 'failed' ? [`${name}: ${reason}`] : []));
}

const run: Readonly<Record<string, (fault?: string) => Promise<readonly string[]>>> = {
  'record-store': (fault) => failuresOf<RecordStore>(recordStoreKit, { contract: 'record-store', fault }),
  'document-store': (fault) => failuresOf<DocumentStore>(documentStoreKit, { contract: 'document-store', fault }),
  'audit-log': (fault) => failuresOf<AuditLog>(auditLogKit, { contract: 'audit-log', fault }),
  'state-store': (fault) => failuresOf<StateStore>(stateStoreKit, { contract: 'state-store', fault }),
};

test.each(['record-store', 'audit-log', 'state-store'])(
  'the reference %s passes its kit from another process',
  async (contract) => {
    expect(await run[contract]?.()).toEqual([]);
  },
  300_000,
);

test('memory is measured in the process of the module: the reference document store holds what it must not', async () => {
  expect(await run['document-store']?.()).toEqual([expect.stringContaining('are held in memory')]);
}, 120_000);

test.each([
  ['record-store', 'not durable'],
  ['document-store', 'truncated blob'],
  ['document-store', 'damage unnoticed'],
  ['document-store', 'deleted by prefix'],
  ['audit-log', 'cut tail overlooked'],
  ['audit-log', 'refused by half'],
  ['state-store', 'namespaces leaking'],
  ['state-store', 'quota ignored'],
])(
  'a broken %s (%s) fails from another process too, and only where it is broken',
  async (contract, fault) => {
    const failures = ((await run[contract]?.(fault)) ?? []).filter((failure) => !failure.includes('held in memory'));
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.length).toBeLessThan(30);
  },
  300_000,
);

test('a module that ends its process, or takes all the time there is, fails and costs nobody else anything', async () => {
  const cases = stateStoreKit.cases.slice(0, 5);
  const exits = await runKit({
    kit: { ...stateStoreKit, cases },
    subject: planted<StateStore>({ how: 'exits' }, 'createHostile'),
  });
  expect(exits.results.map(({ outcome }) => outcome)).toEqual(cases.map(() => 'failed'));
  expect(exits.results[0]?.reason).toMatch(/ended \(exit code 3\).*My last words/s);
  const spins = await runKit({
    kit: { ...stateStoreKit, cases },
    subject: planted<StateStore>({ how: 'spins' }, 'createHostile'),
    caseTimeout: 1_500,
  });
  expect(spins.results[0]?.reason).toContain('did not end within 1500 ms');
  expect(spins.results[4]?.reason).toContain('not tried');
  const throws = await runKit({
    kit: { ...stateStoreKit, cases },
    subject: planted<StateStore>({ how: 'throws' }, 'createHostile'),
  });
  expect(throws.results[0]?.reason).toBe('No options suit me.');
}, 120_000);

test('what was loaded is told, and options get a place of their own', async () => {
  const subject = planted<StateStore>({ contract: 'state-store' });
  await runKit({ kit: { ...stateStoreKit, cases: stateStoreKit.cases.slice(0, 1) }, subject });
  expect((await subject.loaded()).some((url) => url.endsWith('/__fixtures__/planted.ts'))).toBe(true);
});
