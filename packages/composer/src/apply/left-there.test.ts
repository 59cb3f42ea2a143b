import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { applyContext as context, movableAssembly } from '../__fixtures__/movable-assembly.ts';
import { openAssembly } from '../assembly/open-assembly.ts';
import { planAssembly } from '../plan/plan-assembly.ts';
import { applyPlan } from './apply-assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-left-there-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('where a store cannot be used, the words say which one is in force, and how to go on', async () => {
  const before = movableAssembly(folder);
  const assembly = await openAssembly({ configuration: before, context, listen: true });
  const records = { ...reference('record-store', 'fullDiskStore'), keeps: 'there' };
  const configuration = { ...before, data: { ...before.data, records } };
  const plan = await planAssembly({ configuration, context });
  const applied = applyPlan(plan, { configuration, context, onProgress() {}, signal: new AbortController().signal });
  await expect(applied).rejects.toThrow(
    /^The disk is full\.\ndata\.records: .*\(here\) is in force\. What was copied is kept: baseplate apply goes on with it/,
  );
  await assembly.stop();
});
