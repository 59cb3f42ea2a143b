import { auditLogKit, createMemoryAuditLog, memoryAuditSubject, registerKit } from '@baseplate-epr/conformance';
import type { AuditEntry, AuditLog } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { plainSwitch } from '../__fixtures__/plain-switch.ts';
import { context } from '../__fixtures__/switched-records.ts';
import { switchableAudit } from './switchable-audit.ts';

registerKit({
  kit: auditLogKit,
  test,
  subject: {
    create: async (given) => {
      const instance = await memoryAuditSubject().create(given);
      const facadeOver = (log: AuditLog): AuditLog => ({
        ...switchableAudit(plainSwitch({ 1: log }, { since: 1 })),
        start: (module) => log.start(module),
        stop: () => log.stop(),
      });
      return {
        ...instance,
        adapter: facadeOver(instance.adapter),
        reopen: async () => facadeOver(await instance.reopen()),
      };
    },
  },
});

const entry: AuditEntry = {
  time: 1,
  kind: 'event',
  outcome: 'success',
  action: 'read',
  agent: { id: 'a', display: 'a', role: 'system', organisation: 'RXX01' },
  purposeOfUse: 'TREAT',
  patients: [],
  resources: [],
  resourceCount: 0,
  requestId: 'r',
};

test('what a process that stood still appended to the log of before is in the one in force before it is acknowledged', async () => {
  const logs = { 1: createMemoryAuditLog(), 5: createMemoryAuditLog() };
  for (const [since, log] of Object.entries(logs))
    await log.start({ ...context, randomBytes: (size) => new Uint8Array(size).fill(Number(since)) });
  const state = { since: 1 };
  const audit = switchableAudit(plainSwitch(logs, state));
  await audit.append({ entries: [entry] });
  const append = logs[1].append.bind(logs[1]);
  Object.assign(logs[1], {
    append: async (options: Parameters<typeof append>[0]) => {
      const result = await append(options);
      state.since = 5;
      return result;
    },
  });
  const { head } = await audit.append({ entries: [entry] });
  expect((await logs[5].heads()).heads).toEqual([head]);
  expect(await logs[5].verify({ known: [head] })).toMatchObject({ intact: true, entries: 2 });
});
