import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { context } from '../__fixtures__/switched-records.ts';
import { openApplied } from '../applied/open-applied.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { planAssembly } from './plan-assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-plan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function configuration(name: string): AssemblyConfiguration {
  return {
    organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
    hosting: { server: reference('host', 'server'), identity: reference('identity', 'identity') },
    ledger: { directory: join(folder, name) },
    data: {
      records: { ...reference('record-store', 'records', { cache: 1 }), keeps: 'here' },
      documents: reference('document-store', 'documents'),
      audit: reference('audit-log', 'audit'),
      state: reference('state-store', 'state'),
    },
    services: [reference('digital-service', 'shell')],
  };
}

async function started(name: string): Promise<AssemblyConfiguration> {
  const first = configuration(name);
  await openApplied(first, join(folder, name), context, true);
  return first;
}

test('what is in force needs no step', async () => {
  const first = await started('same');
  expect(await planAssembly({ configuration: first, context })).toEqual({ steps: [], problems: [] });
});

test('a change-over says how much there is to move, and asks both stores', async () => {
  const first = await started('move');
  const records = { ...reference('record-store', 'records'), keeps: 'there' };
  const plan = await planAssembly({ configuration: { ...first, data: { ...first.data, records } }, context });
  expect(plan.problems).toEqual([]);
  expect(plan.steps).toEqual([
    {
      kind: 'change-over',
      place: 'records',
      from: first.data.records,
      to: records,
      items: 0,
      bytes: 0,
      resumes: false,
    },
  ]);
});

test('everything that is wrong is told at once', async () => {
  const first = await started('wrong');
  const plan = await planAssembly({
    configuration: {
      ...first,
      data: {
        ...first.data,
        records: reference('record-store', 'broken', { message: 'The server does not answer.' }),
        audit: reference('audit-log', 'missing'),
        documents: reference('document-store', 'fullDocuments'),
      },
    },
    context,
  });
  expect(plan.problems).toEqual([
    expect.stringMatching(/^data\.documents, @example\/fullDocuments: it holds something already\./),
    expect.stringMatching(/^data\.records, @example\/broken: The server does not answer\./),
    expect.stringMatching(/^data\.audit, @example\/missing: .*exports no function/),
  ]);
});

test.each([
  ['fullStore', 'it holds something already'],
  ['forgetfulStore', 'it does not keep history as it is'],
  ['nothing', 'exports no function nothing'],
])('a target that cannot take the record over (%s) is told', async (factory, why) => {
  const first = await started(factory);
  const records = { ...reference('record-store', factory), keeps: 'there' };
  const plan = await planAssembly({ configuration: { ...first, data: { ...first.data, records } }, context });
  expect(plan.problems).toEqual([expect.stringContaining(why)]);
});

test('too little room is told with how much is needed', async () => {
  const first = await started('room');
  const large = { ...reference('record-store', 'hugeStore'), keeps: 'huge' };
  const began = await openApplied(
    { ...first, data: { ...first.data, records: large } },
    join(folder, 'room-of-huge'),
    context,
    true,
  );
  const records = { ...reference('record-store', 'records'), keeps: join(folder, 'there.db') };
  const ledger = { directory: began.ledger.directory };
  const plan = await planAssembly({ configuration: { ...first, ledger, data: { ...first.data, records } }, context });
  expect(plan.problems).toEqual([
    expect.stringMatching(/the disk has room for [\d,]+ MB, but about [\d,]+ MB will be needed/),
  ]);
});

test('settings, services and the rest take effect at the next start', async () => {
  const first = await started('rest');
  const plan = await planAssembly({
    configuration: {
      ...first,
      data: { ...first.data, records: { ...first.data.records, options: { cache: 2 } } },
      services: [reference('digital-service', 'good')],
      search: { fullText: true },
    },
    context,
  });
  expect(plan.problems).toEqual([]);
  expect(plan.steps).toMatchObject([
    { kind: 'settings', place: 'records' },
    { kind: 'restart', part: 'services', change: '+ @example/good' },
    { kind: 'restart', part: 'services', change: '− @example/shell' },
    { kind: 'restart', part: 'search', change: 'other settings' },
  ]);
});

test('without a ledger, or before the first start, it says what to do', async () => {
  const { ledger: _, ...without } = configuration('none');
  await expect(planAssembly({ configuration: without, context })).rejects.toMatchObject({
    code: 'configuration-invalid',
    message: expect.stringContaining('names no ledger'),
  });
  await expect(planAssembly({ configuration: configuration('unstarted'), context })).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('Run baseplate start first'),
  });
});
