import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { context } from '../__fixtures__/switched-records.ts';
import { knownAssembly } from '../applied/in-force.ts';
import { openApplied } from '../applied/open-applied.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { exportAssembly } from '../leaving/export-assembly.ts';
import { openStores } from '../leaving/open-stores.ts';
import { planAssembly } from '../plan/plan-assembly.ts';
import { shadowAssembly } from '../shadow/shadow-assembly.ts';
import { requireShareable } from './require-shareable.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-sole-use-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The memory store is one that one process alone can use. */
const records = { ...reference('record-store', 'records'), keeps: 'here' };
const other = { ...reference('record-store', 'records'), keeps: 'there' };

/** An assembly that was started, and by whom it is served now. */
async function started(name: string, isServed: boolean): Promise<AssemblyConfiguration> {
  const directory = join(folder, name);
  const configuration: AssemblyConfiguration = {
    organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
    hosting: { server: reference('host', 'server'), identity: reference('identity', 'identity') },
    ledger: { directory },
    data: {
      records,
      documents: reference('document-store', 'documents'),
      audit: reference('audit-log', 'audit'),
      state: reference('state-store', 'state'),
    },
    services: [reference('digital-service', 'shell')],
  };
  const { files, self } = await openApplied(configuration, directory, context, true);
  if (isServed) await files.write(self);
  return configuration;
}

const moving = (configuration: AssemblyConfiguration): AssemblyConfiguration => ({
  ...configuration,
  data: { ...configuration.data, records: other },
});
const heldByUs = {
  code: 'precondition-failed',
  message: expect.stringMatching(
    new RegExp(`one process alone can use it \\(The data .*process\\), and .*: process ${process.pid} on `),
  ),
};

test('a plan names both stores that who serves and who moves would have open, and opens neither beside', async () => {
  const served = await started('served', true);
  const { problems } = await planAssembly({ configuration: moving(served), context });
  expect(problems).toEqual([
    expect.stringMatching(/records \(here\): one process alone.*process \d+ on .*run baseplate apply while nobody/),
    expect.stringMatching(/records \(there\): one process alone.*process \d+ on .*run baseplate apply while nobody/),
  ]);
  const still = await started('still', false);
  expect((await planAssembly({ configuration: moving(still), context })).problems).toEqual([]);
});

test('an export writes nothing while the record that runs has the store, and says when it may not be started', async () => {
  const directory = join(folder, 'export');
  const options = { context, account: 'x', directory, kind: 'export' } as const;
  const opened: boolean[] = [];
  const onOpen = ({ isShared }: { readonly isShared: boolean }) => void opened.push(isShared);
  const served = await started('exported', true);
  await expect(exportAssembly({ ...options, configuration: served, onOpen })).rejects.toMatchObject(heldByUs);
  expect([existsSync(directory), opened]).toEqual([false, []]);
  const still = await started('exported still', false);
  await exportAssembly({ ...options, configuration: still, onOpen });
  expect([existsSync(directory), opened]).toEqual([true, [false]]);
});

test('nothing follows a store or is compared with it that the record which runs has open', async () => {
  const served = await started('shadowed', true);
  const options = { context, signal: new AbortController().signal, onStores: () => {}, onLook: () => {} };
  await expect(shadowAssembly({ ...options, configuration: moving(served) })).rejects.toMatchObject(heldByUs);
  const compared = async (configuration: AssemblyConfiguration) =>
    openStores({ configuration, context, known: await knownAssembly(configuration, context), keepsSchema: true });
  await expect(compared(served)).rejects.toMatchObject(heldByUs);
  // A store that no process which serves has to do with is held by nobody.
  await (await compared(moving(served))).stop();
});

test('several processes are refused before one is started', async () => {
  const configuration = await started('several', false);
  await requireShareable({ configuration, context, processes: 1 });
  await expect(requireShareable({ configuration, context, processes: 2 })).rejects.toMatchObject({
    code: 'configuration-invalid',
    message: expect.stringContaining('but 2 are to serve'),
  });
});
