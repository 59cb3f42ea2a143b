import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { context } from '../__fixtures__/switched-records.ts';
import { knownAssembly } from '../applied/in-force.ts';
import { openApplied } from '../applied/open-applied.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { openStores } from './open-stores.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-open-stores-'));
const variable = 'BASEPLATE_TEST_OPENED';
afterAll(() => {
  delete process.env[variable];
  rmSync(folder, { recursive: true, force: true });
});

function configuration(name: string, records: string): AssemblyConfiguration {
  return {
    organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
    hosting: { server: reference('host', 'server'), identity: reference('identity', 'identity') },
    ledger: { directory: join(folder, name) },
    data: {
      records: { ...reference('record-store', records, { variable }), keeps: 'here' },
      documents: reference('document-store', 'documents'),
      audit: reference('audit-log', 'audit'),
      state: reference('state-store', 'state'),
    },
    services: [reference('digital-service', 'shell')],
  };
}

/** Opens the stores of an assembly that was started, as whoever reads beside it does. */
async function opened(name: string, records: string, keepsSchema = true) {
  const named = configuration(name, records);
  const { ledger } = await openApplied(named, join(folder, name), context, true);
  await ledger.change(({ data }) => ({
    what: 'The store is known.',
    data: { ...data, records: { ...data.records, identity: 'first' } },
  }));
  const known = await knownAssembly(named, context);
  const { stop } = await openStores({ configuration: named, context, known, keepsSchema });
  await stop();
}

test('a schema of another release is left as it is, in words, by whoever only reads', async () => {
  await expect(opened('older', 'olderStore')).rejects.toMatchObject({
    code: 'precondition-failed',
    message: 'Its schema is an earlier one.',
  });
});

test('a store that is another than the ledger means is not read, whoever opens it', async () => {
  process.env[variable] = 'first';
  await opened('named', 'namedStore');
  process.env[variable] = 'second';
  for (const keepsSchema of [true, false])
    await expect(opened('named', 'namedStore', keepsSchema)).rejects.toMatchObject({
      code: 'configuration-invalid',
      message: expect.stringContaining('leads to another store now than the one that was applied'),
    });
});

test('a record that was changed over is not read where its ledger cannot be found, unless it is asked for as what it is', async () => {
  const named = configuration('not-mounted', 'supersededStore');
  const options = { configuration: named, context, known: undefined, keepsSchema: true };
  const message = expect.stringContaining('goes on in the store that the ledger in /there names');
  await expect(openStores(options)).rejects.toMatchObject({ code: 'store-fenced', message });
  const { superseded, stop } = await openStores({ ...options, superseded: true });
  expect(superseded).toEqual(message);
  await stop();
  const { superseded: none, stop: stopToo } = await openStores({
    ...options,
    configuration: configuration('never-moved', 'records'),
  });
  expect(none).toBeUndefined();
  await stopToo();
});

test('a record that another ledger has superseded is not read, though its own has counted further', async () => {
  const named = configuration('counted', 'supersededStore');
  const { ledger } = await openApplied(named, join(folder, 'counted'), context, true);
  await ledger.change(() => ({ what: 'A hold was given up.', epoch: 9 }));
  const known = await knownAssembly(named, context);
  await expect(openStores({ configuration: named, context, known, keepsSchema: true })).rejects.toMatchObject({
    code: 'store-fenced',
    message: expect.stringContaining('goes on in the store that the ledger in /there names'),
  });
});
