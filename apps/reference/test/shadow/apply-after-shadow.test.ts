import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { newestEntry, startTrust, stopTrusts } from '../change-over/trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-after-shadow-'));
const target = fileURLToPath(new URL('./__fixtures__/shadow.config.ts', import.meta.url));
afterAll(async () => {
  await stopTrusts();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

test('an apply to a store that a shadow run has filled goes on where that stood, after a kill as well', {
  timeout: 300_000,
}, async () => {
  const trust = await startTrust({ data: join(folder, 'record'), databaseUrl: '', processes: 1, target });
  const load = trust.load('load', 3, 3);
  const out = join(folder, 'report');
  const first = trust.begin(['shadow', '--out', out]);
  const compared = async (run: typeof first) => {
    while (!/[1-9]\d* answers compared/.test(run.said())) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  await compared(first);
  const beside = await trust.run(['plan']);
  expect(beside.code).toBe(1);
  expect(beside.answered).toContain('baseplate shadow runs beside it');
  expect(await first.stop('SIGINT'), first.said()).toBe(0);
  const second = trust.begin(['shadow', '--out', out]);
  await compared(second);
  expect(await second.stop('SIGKILL')).toBe('SIGKILL');

  const plan = await trust.run(['plan']);
  expect(plan.code, plan.answered).toBe(0);
  expect(plan.answered).toMatch(
    /goes {3}on where baseplate shadow stood, which has brought [\d,]+ versions: [\d,]+ are left/,
  );
  const applied = await trust.run(['apply']);
  expect(applied.code, applied.said).toBe(0);
  expect(applied.answered).toContain('Both stores were the same at the flip');
  expect((await load.stop()).failures).toEqual([]);
  expect(newestEntry(trust.data)?.data.records.reference.keeps).toContain('shadow.db');
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});
