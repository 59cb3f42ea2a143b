import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { firstEntry } from '../__fixtures__/ledger-entries.ts';
import { context, newStore, oldStore } from '../__fixtures__/switched-records.ts';
import { openLedgerOf } from '../applied/open-applied.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { createRollCall } from '../ledger/roll-call.ts';
import { leadership } from './leadership.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-leadership-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function applier(letter: string) {
  const opened = await openLedgerOf(
    folder,
    { ...context, randomBytes: (size) => new Uint8Array(size).fill(letter.charCodeAt(0)) },
    'applying',
  );
  await opened.ledger.begin(firstEntry);
  const { self } = opened;
  const lead = leadership(opened, createRollCall(opened.files), 'records');
  const begin = (_: LedgerEntry) => ({
    what: `${letter} leads.`,
    over: { id: letter, phase: 'copying', from: oldStore, to: newStore, applier: self.id } as const,
  });
  return { ...opened, lead, begin };
}

test('one leads at a time; when it is gone another takes over, and what it still tries is refused', async () => {
  const [a, b] = [await applier('a'), await applier('b')];
  await a.files.write(a.self);
  await a.lead.take(a.begin);
  await expect(b.lead.take(b.begin)).rejects.toMatchObject({
    code: 'precondition-failed',
    message: expect.stringContaining('Another process is changing data.records over'),
  });
  const on = (led: Awaited<ReturnType<typeof a.lead.current>>) => ({
    what: 'Goes on.',
    over: { ...led.over, phase: 'following' } as const,
  });
  await expect(a.lead.advance('holding', on)).rejects.toMatchObject({ code: 'write-conflict' });
  await a.lead.advance('copying', on);
  expect((await a.lead.current()).over.phase).toBe('following');
  await expect(a.lead.advance('following', on, AbortSignal.abort())).rejects.toMatchObject({ code: 'write-conflict' });

  await a.files.remove(a.self.id);
  await b.files.write(b.self);
  await b.lead.take(b.begin);
  await expect(a.lead.current()).rejects.toMatchObject({ code: 'write-conflict' });
  await expect(a.lead.advance('copying', on)).rejects.toMatchObject({ code: 'write-conflict' });
  expect((await b.lead.current()).over).toMatchObject({ id: 'b', phase: 'copying' });
});
