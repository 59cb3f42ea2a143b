import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { firstEntry } from '../../__fixtures__/ledger-entries.ts';
import { reference } from '../../__fixtures__/modules.ts';
import { keptState } from '../../__fixtures__/stores.ts';
import { context } from '../../__fixtures__/switched-records.ts';
import type { ChangeOver } from '../../ledger/ledger-entry.ts';
import { proveLeft } from '../left/prove-left.ts';
import { openStateMover } from './state-mover.ts';

const directory = mkdtempSync(join(tmpdir(), 'baseplate-state-mover-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("what came while a copy was led and is deleted before it goes on is still the copy's own", async () => {
  const over = {
    id: 'x',
    phase: 'following',
    from: { reference: reference('state-store', 'keptState', { name: 'old' }), since: 1 },
    to: { reference: reference('state-store', 'keptState', { name: 'new' }), since: 2 },
  } satisfies ChangeOver;
  const configuration = { ...firstEntry.others, ledger: { directory } } as never;
  const shared = {
    place: 'state',
    configuration,
    context,
    onProgress: () => {},
    signal: AbortSignal.timeout(10_000),
  } as const;
  const mover = await openStateMover({ over } as never, {
    ...shared,
    opened: { ledger: { directory }, self: { id: 'applier' } } as never,
    rollCall: {} as never,
  });
  const from = keptState({ name: 'old' }).namespace({ name: 'record' });
  const to = keptState({ name: 'new' }).namespace({ name: 'record' });
  await from.set({ key: 'first', value: '1' });
  await mover.copy();
  await from.set({ key: 'checkpoint', value: '2' });
  await mover.follow();
  await from.delete({ key: 'checkpoint' });
  expect((await to.get({ key: 'checkpoint' }))?.value).toBe('2');
  await proveLeft({ ...shared, over, isGivenUp: false });

  await to.set({ key: 'theirs', value: '3' });
  await expect(proveLeft({ ...shared, over, isGivenUp: false })).rejects.toMatchObject({ code: 'precondition-failed' });
  await mover.close();
});
