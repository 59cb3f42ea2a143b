import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { context } from '../__fixtures__/switched-records.ts';
import { openApplied } from '../applied/open-applied.ts';
import { applyPlan } from '../apply/apply-assembly.ts';
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

test('the store in force is only looked at: a plan leaves its schema as it is', async () => {
  const first = await started('looks');
  const old = { ...first, data: { ...first.data, records: reference('record-store', 'olderStore') } };
  const { ledger } = await openApplied(old, join(folder, 'older'), context, true);
  const records = { ...reference('record-store', 'records'), keeps: 'there' };
  const named = { ...old, ledger: { directory: ledger.directory }, data: { ...old.data, records } };
  expect((await planAssembly({ configuration: named, context })).problems).toEqual([
    'data.records, @example/olderStore, which is in force: Its schema is an earlier one.',
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
    expect.stringMatching(
      /^data\.documents, @example\/fullDocuments: it holds something already, and no change-over of this ledger/,
    ),
    expect.stringMatching(/^data\.records, @example\/broken: The server does not answer\./),
    expect.stringMatching(/^data\.audit, @example\/missing: .*exports no function/),
  ]);
});

test.each([
  ['fullStore', 'it holds something already'],
  ['nothing', 'exports no function nothing'],
])('a target that cannot take the record over (%s) is told', async (factory, why) => {
  const first = await started(factory);
  const records = { ...reference('record-store', factory), keeps: 'there' };
  const plan = await planAssembly({ configuration: { ...first, data: { ...first.data, records } }, context });
  expect(plan.problems).toEqual([expect.stringContaining(why)]);
});

test('what a store that takes no history over loses is no problem, but needs a name; what it cannot do at all is one', async () => {
  const first = await started('forgetful');
  const records = { ...reference('record-store', 'forgetfulStore'), keeps: 'there' };
  const named = { ...first, data: { ...first.data, records } };
  const plan = await planAssembly({ configuration: named, context });
  expect(plan.problems).toEqual([]);
  expect(plan.steps).toMatchObject([
    {
      losses: [
        expect.stringMatching(/^0 earlier versions .* out of @example\/records \(here\), which must be kept/),
        expect.anything(),
      ],
    },
  ]);
  const options = { configuration: named, context, onProgress: () => {}, signal: new AbortController().signal };
  await expect(applyPlan(plan, options)).rejects.toMatchObject({ code: 'precondition-failed' });
  await expect(applyPlan(plan, { ...options, accepts: { by: ' ', reason: 'None.' } })).rejects.toMatchObject({
    message: expect.stringContaining('--accept-loss --by NAME --reason WORDS'),
  });
});

test('types that the record holds and a server does not keep, and an index it cannot have, are told at once', async () => {
  const first = await started('narrow');
  const full = { ...first.data, records: reference('record-store', 'fullStore') };
  const { ledger } = await openApplied({ ...first, data: full }, join(folder, 'narrow-full'), context, true);
  const records = { ...reference('record-store', 'narrowStore'), keeps: 'there' };
  const named = {
    ...first,
    ledger: { directory: ledger.directory },
    data: { ...full, records },
    search: { fullText: true },
  };
  expect((await planAssembly({ configuration: named, context })).problems).toEqual([
    expect.stringMatching(
      /^data\.records, @example\/narrowStore \(there\): it does not offer .* Basic \(1\)\. See its CapabilityStatement/,
    ),
    expect.stringMatching(/^data\.records, @example\/narrowStore \(there\): .*full text search is turned on/),
  ]);
});

test('a record that is larger than its target carries is told with both numbers, before anything moves', async () => {
  const first = await started('tiny');
  const full = { ...first.data, records: reference('record-store', 'fullStore') };
  const { ledger } = await openApplied({ ...first, data: full }, join(folder, 'tiny-full'), context, true);
  const records = { ...reference('record-store', 'tinyStore'), keeps: 'there' };
  const named = { ...first, ledger: { directory: ledger.directory }, data: { ...full, records } };
  const { steps, problems } = await planAssembly({ configuration: named, context });
  expect(problems).toEqual([
    expect.stringMatching(/tinyStore \(there\): it carries at most 0 versions, and 1 would go over/),
  ]);
  expect(steps).toMatchObject([
    {
      losses: [
        expect.anything(),
        expect.anything(),
        expect.stringMatching(/carries at most 0 versions, and begins with 1\./),
      ],
    },
  ]);
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

test('settings and the rest take effect at the next start', async () => {
  const first = await started('rest');
  const plan = await planAssembly({
    configuration: {
      ...first,
      data: { ...first.data, records: { ...first.data.records, options: { cache: 2 } } },
      search: { fullText: true },
    },
    context,
  });
  expect(plan.problems).toEqual([]);
  expect(plan.steps).toMatchObject([
    { kind: 'settings', place: 'records' },
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
    message: expect.stringContaining('run baseplate start first'),
  });
});
