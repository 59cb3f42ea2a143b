import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { context } from '../__fixtures__/switched-records.ts';
import type { Assembly } from '../assembly/assembly.ts';
import { openAssembly } from '../assembly/open-assembly.ts';
import { openLedgerOf } from './open-applied.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-identity-'));
const opened: Assembly[] = [];
const variable = 'BASEPLATE_TEST_DATABASE';
afterEach(async () => {
  for (const assembly of opened.splice(0)) await assembly.stop();
});
afterAll(() => {
  delete process.env[variable];
  rmSync(folder, { recursive: true, force: true });
});

async function start(name: string, leadsTo: string): Promise<void> {
  process.env[variable] = leadsTo;
  const configuration = {
    organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
    hosting: { server: reference('host', 'server'), identity: reference('identity', 'identity') },
    ledger: { directory: join(folder, name) },
    data: {
      records: { ...reference('record-store', 'namedStore', { variable }), keeps: variable },
      documents: reference('document-store', 'documents'),
      audit: reference('audit-log', 'audit'),
      state: reference('state-store', 'state'),
    },
    services: [reference('digital-service', 'shell')],
  };
  opened.push(await openAssembly({ configuration, context, listen: true }));
}

test('a store that is reached by the same words, and is another one than was applied, is refused at the start', async () => {
  await start('one', 'first');
  await opened.splice(0)[0]?.stop();
  await start('one', 'first');
  const { ledger } = await openLedgerOf(join(folder, 'one'), context, 'applying');
  expect((await ledger.read())?.data.records).toMatchObject({ since: 1, identity: 'first' });
  await expect(start('one', 'second')).rejects.toMatchObject({
    message: expect.stringMatching(
      /data\.records: @example\/namedStore \(BASEPLATE_TEST_DATABASE\) leads to another store now than the one that was applied.*point it back/,
    ),
  });
  expect((await ledger.read())?.data.records.identity).toBe('first');
});
