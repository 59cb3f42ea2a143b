import { join } from 'node:path';
import { sqliteAudit } from '@baseplate-epr/audit-sqlite';
import { filesystemDocuments } from '@baseplate-epr/documents-filesystem';
import { localIdentity } from '@baseplate-epr/identity-local';
import { sqliteRecords } from '@baseplate-epr/records-sqlite';
import { nodeServer } from '@baseplate-epr/server-node';
import { sqliteState } from '@baseplate-epr/state-sqlite';
import { expect, test } from 'vitest';

test('the least assembly names its modules as their factories do', async () => {
  const data = '/data of the record';
  Object.assign(process.env, { BASEPLATE_DATA: data, PORT: '3000' });
  const { default: small } = await import('./__fixtures__/small.config.ts');
  expect(small.hosting).toEqual({
    server: nodeServer({ port: 3000 }),
    identity: localIdentity({ organisation: { odsCode: 'RXX01', display: 'Riverside NHS Trust' } }),
  });
  expect(small.data).toEqual({
    records: sqliteRecords({ file: join(data, 'records.db') }),
    documents: filesystemDocuments({ directory: join(data, 'documents') }),
    audit: sqliteAudit({ file: join(data, 'audit.db') }),
    state: sqliteState({ file: join(data, 'state.db') }),
  });
});
