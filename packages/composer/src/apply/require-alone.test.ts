import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { applyContext as context, movableAssembly } from '../__fixtures__/movable-assembly.ts';
import { openLedgerOf } from '../applied/open-applied.ts';
import { openAssembly } from '../assembly/open-assembly.ts';
import { planAssembly } from '../plan/plan-assembly.ts';
import { applyPlan } from './apply-assembly.ts';
import { finish } from './finish.ts';
import { rollback } from './rollback.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-alone-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A record in use, and what another process says of itself beside it, again and again as long as it lives. */
async function beside(name: string, difference: { readonly pid?: number; readonly startedAt: number }) {
  const directory = join(folder, name);
  const configuration = movableAssembly(directory);
  const assembly = await openAssembly({ configuration, context, listen: true });
  const { files, self } = await openLedgerOf(directory, context, 'applying');
  let beat = 0;
  const tell = () => files.write({ ...self, pid: process.ppid, ...difference, beat: beat++ });
  await tell();
  const beating = setInterval(() => void tell(), 50);
  const options = { configuration, context, onProgress: () => {}, signal: new AbortController().signal };
  return {
    options,
    async apply() {
      const there = movableAssembly(directory, { keeps: 'there' });
      const plan = await planAssembly({ configuration: there, context });
      return applyPlan(plan, { ...options, configuration: there });
    },
    async stop() {
      clearInterval(beating);
      await assembly.stop();
    },
  };
}

test('of two commands at once the second is refused, whichever place the first one is at', async () => {
  const { apply, options, stop } = await beside('earlier', { startedAt: context.clock.now() - 1 });
  const refused = { code: 'precondition-failed', message: expect.stringContaining(`process ${process.ppid} on`) };
  await expect(apply()).rejects.toMatchObject(refused);
  await expect(rollback(options)).rejects.toMatchObject(refused);
  await expect(finish(options)).rejects.toMatchObject(refused);
  await stop();
});

test.each([
  ['began later', { startedAt: context.clock.now() + 1 }],
  ['is gone', { startedAt: context.clock.now() - 1, pid: 2 ** 30 }],
])('one that %s is in nobody’s way', async (name, difference) => {
  const { apply, options, stop } = await beside(name, difference);
  expect(await apply()).toMatchObject([{ place: 'records' }]);
  expect(await rollback(options)).toMatchObject([{ outcome: 'rolled-back' }]);
  await stop();
});
