import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { systemContext } from '../assembly/system-context.ts';
import { processSpace } from '../ledger/process-space.ts';
import { assemblyRuns } from './assembly-runs.ts';
import { openRunFiles } from './run-file.ts';

const principal: Principal = {
  id: 'administrator',
  kind: 'practitioner',
  display: 'Ada Admin',
  role: { code: 'administrator', display: 'Administrator' },
  organisation: { odsCode: 'RXX01', display: 'Riverside' },
  purposeOfUse: 'HSYSADMIN',
  scopes: ['assembly.apply'],
};

test('who stops a run stands in the audit before the run hears of it; with no run nobody does', async () => {
  const ledgerDirectory = await mkdtemp(join(tmpdir(), 'runs-'));
  const files = openRunFiles(ledgerDirectory);
  const audited: unknown[] = [];
  const runs = assemblyRuns({
    ledgerDirectory,
    configurationFile: '',
    context: systemContext(),
    record: {
      async auditEvent({ action, outcome, detail, requestId, principal: by }) {
        audited.push({ action, outcome, detail, requestId, by: by?.id, heard: await files.isMarked('one', 'stop') });
      },
    },
    requestId: () => 'own',
  });
  const by = { principal, requestId: 'asked' };
  await expect(runs.stop(by)).rejects.toMatchObject({ code: 'not-found' });
  const { scopes: _, ...asked } = principal;
  const file = {
    id: 'one',
    kind: 'apply',
    asked,
    startedAt: 1,
    state: 'running',
    said: [],
    host: '',
    beat: 0,
  } as const;
  await files.write({ ...file, pid: process.pid, space: processSpace() });
  await runs.stop(by);
  expect(audited).toEqual([
    {
      action: 'assembly-stop',
      outcome: 'success',
      detail: 'run one is to stop',
      requestId: 'asked',
      by: 'administrator',
      heard: false,
    },
  ]);
  expect(await files.isMarked('one', 'stop')).toBe(true);
  await rm(ledgerDirectory, { recursive: true });
});
