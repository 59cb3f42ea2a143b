import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { applyContext as context, movableAssembly } from '../__fixtures__/movable-assembly.ts';
import { openLedgerOf } from '../applied/open-applied.ts';
import { openAssembly } from '../assembly/open-assembly.ts';
import { type ChangeOver, dataPlaces } from '../ledger/ledger-entry.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-start-after-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const moments = dataPlaces.flatMap((place) => (['holding', 'flipped'] as const).map((phase) => ({ place, phase })));

test.each(moments)(
  'the record, and who led the change-over of data.$place, were killed while it was $phase: it starts again',
  async ({ place, phase }) => {
    const configuration = movableAssembly(join(folder, `${place}-${phase}`));
    const before = await openAssembly({ configuration, context, listen: true });
    await before.stop();
    const { ledger } = await openLedgerOf(join(folder, `${place}-${phase}`), context, 'applying');
    await ledger.change(({ revision, epoch, data }) => {
      const from = data[place];
      const to = { reference: { ...from.reference, keeps: 'there' }, since: revision };
      const over: ChangeOver = { id: 'left', phase, from, to, applier: 'killed', flippedAt: '' };
      const flipped = phase === 'flipped' ? { epoch: epoch + 1, data: { ...data, [place]: to } } : {};
      return { what: 'Everything was killed.', changeOvers: { [place]: over }, ...flipped };
    });

    const again = await openAssembly({ configuration, context, listen: true });
    await expect
      .poll(async () => (await ledger.read())?.changeOvers[place]?.applier, { timeout: 20_000 })
      .toBeUndefined();
    const settled = await ledger.read();
    expect(settled?.changeOvers[place]).toMatchObject({ phase: phase === 'holding' ? 'copying' : 'mirroring' });
    expect(settled?.data[place].reference.keeps).toBe(phase === 'holding' ? configuration.data[place].keeps : 'there');
    await again.stop();
  },
);
