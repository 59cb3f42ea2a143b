import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { runBaseplate } from '../start/run-baseplate.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-ends-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const configuration = fileURLToPath(new URL('./__fixtures__/left-open.config.ts', import.meta.url));

test('a backup that is whole ends, and its last line is read, though a module has left something open', {
  timeout: 120_000,
}, async () => {
  const data = join(folder, 'record');
  const record = runBaseplate(['start'], { data, configuration });
  await record.ready;
  expect(await Promise.race([record.stop('SIGTERM'), wait(20_000, 'still there')])).toBe(0);

  const backup = runBaseplate(['backup', join(folder, 'backup')], { data, configuration });
  const ended = await Promise.race([backup.ended, wait(30_000, 'still there')]);
  backup.child.kill('SIGKILL');
  expect([ended, backup.answered()]).toEqual([0, expect.stringMatching(/^seal [0-9a-f]{64}\n$/)]);
});
