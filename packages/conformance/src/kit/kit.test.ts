import type { Capability, Module } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import type { Kit } from './kit.ts';
import { moduleCases } from './module-cases.ts';
import { registerKit } from './register-kit.ts';
import { runKit } from './run-kit.ts';
import type { Subject } from './subject.ts';

interface Counter extends Module {
  readonly capabilities: { readonly counting: Capability };
  add(): number;
}

const supported: Capability = { support: 'supported' };

function subject(counting: Capability, events: string[] = []): Subject<Counter> {
  return {
    create: async () => {
      const disk = { count: 0 };
      const open = (): Counter => ({
        contract: 'host',
        contractVersion: 1,
        capabilities: { counting },
        start: async () => void events.push('start'),
        stop: async () => void events.push('stop'),
        health: async () => ({ status: 'pass' }),
        add: () => {
          disk.count += 1;
          return disk.count;
        },
      });
      return { adapter: open(), reopen: async () => open(), cleanup: async () => void events.push('cleanup') };
    },
  };
}

function kit(run: Kit<Counter>['cases'][number]['run'], safety = false): Kit<Counter> {
  return {
    contract: 'host',
    contractVersion: 1,
    capabilitiesOf: (adapter) => ({ ...adapter.capabilities }),
    cases: [{ name: 'counts', safety, requires: 'counting', run }],
  };
}

const counts = kit(async ({ adapter, reopen }) => {
  if (adapter.add() !== 1) throw new Error('State is not fresh.');
  if ((await reopen()).add() !== 2) throw new Error('State is lost by a reopening.');
});

test('each case gets fresh state, keeps it over a reopening, and everything is stopped and removed', async () => {
  const events: string[] = [];
  const report = await runKit({ kit: counts, subject: subject(supported, events) });
  expect(report).toEqual({
    contract: 'host',
    contractVersion: 1,
    passed: true,
    results: [{ name: 'counts', safety: false, outcome: 'passed' }],
  });
  expect(events).toEqual(['start', 'stop', 'start', 'stop', 'cleanup']);
});

test('a failing case is reported with its reason, and its data is removed', async () => {
  const events: string[] = [];
  const failing = kit(async () => {
    throw new Error('Promise broken.');
  });
  const report = await runKit({ kit: failing, subject: subject(supported, events) });
  expect(report.passed).toBe(false);
  expect(report.results[0]).toMatchObject({ outcome: 'failed', reason: 'Promise broken.' });
  expect(events).toEqual(['start', 'stop', 'cleanup']);
});

test('a case that never ends has failed', async () => {
  const endless = kit(() => new Promise(() => {}));
  const report = await runKit({ kit: endless, subject: subject(supported), caseTimeout: 5 });
  expect(report.results[0]?.reason).toContain('did not end within 5 ms');
});

test('an unsupported capability takes a case out, but never a safety case', async () => {
  const unsupported: Capability = { support: 'unsupported', reason: 'no fingers' };
  const plain = await runKit({ kit: counts, subject: subject(unsupported) });
  expect(plain.results[0]).toMatchObject({ outcome: 'not-claimed', reason: 'counting is not supported: no fingers' });
  const safety = await runKit({ kit: kit(async () => {}, true), subject: subject(unsupported) });
  expect(safety.results[0]).toMatchObject({ outcome: 'failed' });
  expect(safety.results[0]?.reason).toContain('disclaims a case that protects patients');
});

test('a runner is told why a case does not apply', async () => {
  const skipped: (string | undefined)[] = [];
  const runs: Promise<void>[] = [];
  registerKit({
    kit: counts,
    subject: subject({ support: 'unsupported', reason: 'no fingers' }),
    test: (name, run) => {
      expect(name).toBe('host v1: counts');
      runs.push(run({ skip: (reason) => skipped.push(reason) }));
    },
  });
  await Promise.all(runs);
  expect(skipped).toEqual(['counting is not supported: no fingers']);
});

registerKit({
  kit: { contract: 'host', contractVersion: 1, cases: moduleCases<Counter>('host', 1) },
  subject: subject(supported),
  test,
});
