import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { firstEntry } from '../__fixtures__/ledger-entries.ts';
import { reference } from '../__fixtures__/modules.ts';
import { context, newStore, oldStore } from '../__fixtures__/switched-records.ts';
import { openLedgerOf } from '../applied/open-applied.ts';
import type { DataPlace } from '../ledger/ledger-entry.ts';
import { createRollCall } from '../ledger/roll-call.ts';
import { planAssembly } from '../plan/plan-assembly.ts';
import { lead } from './lead.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shared = reference('record-store', 'sharedStore');

/** A ledger with one process on another machine that serves. */
async function beside(name: string, rules: { readonly indexRules?: number }) {
  const directory = join(folder, name);
  const opened = await openLedgerOf(directory, context, 'applying');
  await opened.ledger.begin({
    ...firstEntry,
    data: { ...firstEntry.data, records: { ...oldStore, reference: shared } },
  });
  const { indexRules: _, ...plain } = opened.self;
  const other = { ...plain, id: 'other', pid: 7, host: 'ward', space: 'elsewhere', role: 'serving', ...rules } as const;
  let beat = 0;
  const beating = setInterval(() => void opened.files.write({ ...other, beat: ++beat }), 100);
  await opened.files.write(other);
  const leading = (place: DataPlace, signal = new AbortController().signal) =>
    lead({
      place,
      opened,
      context,
      configuration: { ...firstEntry.others, services: [], data: {} as never },
      signal,
      rollCall: createRollCall(opened.files),
      onProgress: () => {},
      begin: () => ({
        what: 'Begins.',
        over: { id: 'x', phase: 'copying', from: oldStore, to: newStore, applier: opened.self.id },
      }),
      openMover: () => Promise.reject(new Error('nothing is opened')),
    });
  return { ...opened, directory, leading, end: () => clearInterval(beating) };
}

test.each([
  [{ indexRules: 1 }, 'of edition 1'],
  [{}, 'of an unknown edition'],
])(
  'a command that would index otherwise than a process that serves begins nothing, and the plan says why',
  {
    timeout: 120_000,
  },
  async (rules, words) => {
    const { ledger, directory, leading, end } = await beside(`differs ${words}`, rules);
    await expect(leading('records')).rejects.toMatchObject({
      code: 'precondition-failed',
      message: expect.stringMatching(`^Process 7 on ward, which serves, is of another release: .*${words}`),
    });
    expect((await ledger.read())?.revision).toBe(1);
    // Nothing of documents is indexed: it waits for the other to open the new store, until it is stopped.
    await expect(leading('documents', AbortSignal.timeout(500))).rejects.toMatchObject({ code: 'cancelled' });
    const data = {
      records: reference('record-store', 'sharedStore', { another: true }),
      documents: firstEntry.data.documents.reference,
      audit: firstEntry.data.audit.reference,
      state: firstEntry.data.state.reference,
    } as never;
    const { problems } = await planAssembly({
      configuration: { ...firstEntry.others, services: [], ledger: { directory }, data },
      context,
    });
    expect(problems).toEqual([expect.stringContaining(words)]);
    end();
  },
);

test("one that has just ended elsewhere is in nobody's way", { timeout: 120_000 }, async () => {
  const { leading, end } = await beside('ended', { indexRules: 1 });
  end();
  await expect(leading('records')).rejects.toThrow('nothing is opened');
});
