import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEntry } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { moduleContext } from './__fixtures__/module-context.ts';
import { createSqliteAuditLog } from './create-sqlite-audit-log.ts';

test('a page of large entries ends early, is loaded elsewhere as it is, and is never empty', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'audit-chains-'));
  const logs = ['from.db', 'to.db'].map((name) => createSqliteAuditLog({ file: join(directory, name) }));
  try {
    for (const log of logs) await log.start(moduleContext);
    const [from, to] = logs;
    if (from === undefined || to === undefined) throw new Error('There are no logs.');
    const entries = [5, 1, 1, 1, 1, 1].map((megabytes) => entryOf('x'.repeat(megabytes * 1_000_000)));
    await from.append({ entries });
    const sizes: number[] = [];
    for (
      let page = await from.chains({ limit: 10_000 });
      ;
      page = await from.chains({ limit: 10_000, after: page.next })
    ) {
      sizes.push(page.entries.length);
      await to.load(page);
      if (page.next === undefined) break;
    }
    expect(sizes).toEqual([1, 4, 1]);
    expect(await to.heads()).toEqual(await from.heads());
    expect(await to.verify(await from.heads().then(({ heads }) => ({ known: heads })))).toMatchObject({
      intact: true,
      entries: 6,
    });
  } finally {
    for (const log of logs) await log.stop();
    await rm(directory, { recursive: true });
  }
});

function entryOf(display: string): AuditEntry {
  const agent = { id: 'a', display, role: 'R8001', organisation: 'RXX01' };
  const what = { time: 1, kind: 'access', requestId: 'r', action: 'read', agent, purposeOfUse: 'TREAT' } as const;
  return { ...what, patients: ['p'], resources: [], resourceCount: 0 };
}
