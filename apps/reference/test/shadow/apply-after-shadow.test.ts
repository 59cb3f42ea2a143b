import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
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
    /goes {3}on where baseplate shadow stood, which has brought [\d,]+ versions: [\d,]+ are left\n {2}reads {2}every version of both stores again/,
  );
  const applied = await trust.run(['apply']);
  expect(applied.code, applied.said).toBe(0);
  expect(applied.answered).toContain('Both stores were the same at the flip');
  expect((await load.stop()).failures).toEqual([]);
  expect(newestEntry(trust.data)?.data.records.reference.keeps).toContain('shadow.db');
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});

test('a store that was damaged since the shadow filled it is refused before anything flips, and taken once it is mended', {
  timeout: 300_000,
}, async () => {
  const trust = await startTrust({ data: join(folder, 'damaged'), databaseUrl: '', processes: 1, target });
  const load = trust.load('load', 3, 3);
  const shadow = trust.begin(['shadow', '--out', join(folder, 'damaged-report')]);
  while (!/[1-9]\d* answers compared/.test(shadow.said())) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await shadow.stop('SIGINT'), shadow.said()).toBe(0);

  const damage = (from: string, to: string) => {
    const database = new DatabaseSync(join(trust.data, 'shadow.db'));
    const first = 'SELECT min(sequence) FROM version WHERE text LIKE ?';
    const { changes } = database
      .prepare(`UPDATE version SET text = replace(text, ?, ?) WHERE sequence = (${first})`)
      .run(from, to, `%${from}%`);
    database.close();
    return changes;
  };
  expect(damage('"resourceType"', '"resourceTypo"')).toBe(1);
  expect((await trust.run(['plan'])).code).toBe(0);
  const refused = await trust.run(['apply']);
  expect(refused.code).toBe(1);
  expect(refused.said).toMatch(/not the same.*1 version of other content.*Nothing was changed over/);
  expect(refused.said).not.toContain('Holding writes');
  expect(newestEntry(trust.data)?.data.records.reference.keeps).not.toContain('shadow.db');

  expect(damage('"resourceTypo"', '"resourceType"')).toBe(1);
  const applied = await trust.run(['apply']);
  expect(applied.code, applied.said).toBe(0);
  expect((await load.stop()).failures).toEqual([]);
  expect(newestEntry(trust.data)?.data.records.reference.keeps).toContain('shadow.db');
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});
