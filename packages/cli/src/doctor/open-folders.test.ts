import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { afterAll, expect, test } from 'vitest';
import { openFolders } from './open-folders.ts';

// Not the user's own folder for temporary files, which some systems close to others.
const folder = mkdtempSync(join(process.platform === 'win32' ? tmpdir() : '/tmp', 'baseplate-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An installation whose folder and database have these modes; the audit and the state are kept elsewhere. */
function installation(name: string, modes: { above?: number; folder: number; file: number }) {
  const data = join(folder, name, 'the data');
  const records = join(data, 'records.db');
  mkdirSync(join(data, 'documents'), { recursive: true });
  writeFileSync(records, '');
  chmodSync(records, modes.file);
  chmodSync(join(data, 'documents'), 0o700);
  chmodSync(data, modes.folder);
  chmodSync(dirname(data), modes.above ?? 0o755);
  const reference = { contractVersion: 1 as const, package: 'p', module: 'm', factory: 'f', options: {} };
  const configuration: Pick<AssemblyConfiguration, 'data'> = {
    data: {
      records: { ...reference, contract: 'record-store', keeps: records },
      documents: { ...reference, contract: 'document-store', keeps: join(data, 'documents') },
      audit: { ...reference, contract: 'audit-log', keeps: 'DATABASE_URL baseplate_audit' },
      state: { ...reference, contract: 'state-store' },
    },
  };
  return { data, records, configuration };
}

const well = [{ verdict: 'well', subject: 'Who can read the data', words: 'not every user of this machine.' }];

test.skipIf(process.platform === 'win32')(
  'a folder that an earlier release has left open is told, and how to close it',
  async () => {
    chmodSync(folder, 0o755);
    const { configuration, data, records } = installation('earlier', { folder: 0o755, file: 0o644 });
    expect(await openFolders(configuration)).toEqual([
      {
        verdict: 'ill',
        subject: 'Who can read the data',
        words: expect.stringMatching(
          new RegExp(`^every user of this machine can get at ${records}, .*: chmod 700 '${data}'$`),
        ),
      },
    ]);
    chmodSync(data, 0o700);
    expect(await openFolders(configuration)).toEqual(well);
  },
);

test.skipIf(process.platform === 'win32')('each folder is told for itself, the ledger too', async () => {
  chmodSync(folder, 0o755);
  const { configuration, data } = installation('several', { folder: 0o755, file: 0o644 });
  const directory = join(data, 'documents');
  chmodSync(directory, 0o755);
  const found = await openFolders({ ...configuration, ledger: { directory } });
  expect(found.map(({ words }) => words)).toEqual([
    expect.stringMatching(/: chmod 700 '.*the data'$/),
    expect.stringMatching(/documents, .*documents, with .*: chmod 700 '.*documents'$/),
  ]);
});

test.skipIf(process.platform === 'win32')(
  'a folder that others write to is left to them, and the file closed',
  async () => {
    chmodSync(folder, 0o755);
    const { configuration, records } = installation('shared', { folder: 0o1777, file: 0o644 });
    expect(await openFolders(configuration)).toMatchObject([
      { verdict: 'ill', words: expect.stringContaining(`: chmod 600 '${records}'*`) },
    ]);
  },
);

test.skipIf(process.platform === 'win32')(
  'what stands below a closed folder, or is closed itself, is well',
  async () => {
    chmodSync(folder, 0o755);
    const below = installation('below', { above: 0o750, folder: 0o755, file: 0o644 });
    expect(await openFolders(below.configuration)).toEqual(well);
    const closed = installation('closed', { folder: 0o755, file: 0o640 });
    expect(await openFolders(closed.configuration)).toEqual(well);
  },
);

test('where nothing is kept in files, nothing is said', async () => {
  const { data } = installation('none', { folder: 0o700, file: 0o600 }).configuration;
  const records = { ...data.records, keeps: 'DATABASE_URL baseplate_records' };
  const documents = { ...data.documents, keeps: 'https://objects.example bucket/' };
  expect(await openFolders({ data: { ...data, records, documents } })).toEqual([]);
});
