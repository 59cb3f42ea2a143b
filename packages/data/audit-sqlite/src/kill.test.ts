import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditHead } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { moduleContext } from './__fixtures__/module-context.ts';
import { createSqliteAuditLog } from './create-sqlite-audit-log.ts';

const child = join(import.meta.dirname, '__fixtures__', 'append-forever.ts');

test('killed six times amid appends: every acknowledged entry is in its place, and no call is kept by half', {
  timeout: 120_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'audit-killed-'));
  const file = join(directory, 'audit.db');
  try {
    const known: AuditHead[] = [];
    for (let round = 0; round < 6; round += 1) known.push(...(await appendUntilKilled(file, 50 + round * 170)));
    const log = createSqliteAuditLog({ file });
    await log.start(moduleContext);
    const { intact, faults, heads } = await log.verify({ known });
    expect({ intact, faults }).toEqual({ intact: true, faults: [] });
    expect(heads.length).toBe(6);
    expect(heads.every(({ sequence }) => sequence % 2 === 0)).toBe(true);
    expect(await log.read({ unresolved: true, limit: 1 })).toEqual({ entries: [] });
    await log.stop();
  } finally {
    await rm(directory, { recursive: true });
  }
});

/** Runs the child until it has acknowledged so many calls, and then a moment more. Gives the heads it acknowledged in all. */
async function appendUntilKilled(file: string, wanted: number): Promise<AuditHead[]> {
  const running = spawn(process.execPath, [child, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.length > wanted * 110) running.kill('SIGKILL');
  });
  await once(running.stdout, 'close');
  const lines = output.split('\n').filter((line) => line.endsWith('}'));
  return lines.map((line): AuditHead => JSON.parse(line));
}
