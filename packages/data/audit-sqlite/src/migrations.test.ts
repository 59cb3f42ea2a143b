import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalEntry, chainHash, chainOrigin } from '@baseplate-epr/contract-rules';
import type { AuditEntry } from '@baseplate-epr/contracts';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { intent as plain } from './__fixtures__/intent.ts';
import { moduleContext } from './__fixtures__/module-context.ts';
import { createSqliteAuditLog } from './create-sqlite-audit-log.ts';
import { applicationId, migrations } from './migrations.ts';

const intent: AuditEntry = { ...plain, time: 7 };

test('a log of the first schema keeps its entries, its chain and what is open', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'audit-migrated-'));
  const file = join(directory, 'audit.db');
  const old = new Database(file);
  old.exec(migrations[0] ?? '');
  old.pragma(`application_id = ${applicationId}`);
  old.pragma('user_version = 1');
  const content = canonicalEntry(intent, 'w', 1);
  const hash = Buffer.from(chainHash(chainOrigin, content), 'hex');
  old.prepare('insert into entry values (1, ?, 1, 7, ?, ?, ?, ?, ?)').run('w', 'intent', 'a', 'r', hash, content);
  old.prepare('insert into entry_patient values (?, 7, ?, 1)').run('p', 'w');
  old.prepare('insert into unresolved_intent values (7, ?, 1, ?)').run('w', 'r');
  old.prepare('insert into chain values (?, 1, ?)').run('w', hash);
  old.close();
  const log = createSqliteAuditLog({ file });
  await log.start(moduleContext);
  await log.append({ entries: [{ ...intent, time: 8, requestId: 's' }] });
  expect((await log.read({ patient: 'p', unresolved: true, limit: 10 })).entries.map((one) => one.requestId)).toEqual([
    'r',
    's',
  ]);
  expect(await log.verify({})).toMatchObject({ intact: true, entries: 2 });
  await log.stop();
  await rm(directory, { recursive: true });
});
