import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { endWithThisProcess } from './end-with-this-process.ts';

/** What runs; one that has ended and that nobody has asked about yet does not. */
function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test.runIf(process.platform === 'linux')(
  'a child that spins ends with the process that had it, also by kill -9',
  async () => {
    const parent: ChildProcess = fork(
      fileURLToPath(new URL('../../__fixtures__/parent-of-spinning.ts', import.meta.url)),
    );
    const [pid]: [number] = (await once(parent, 'message')) as [number];
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isRunning(pid), { timeout: 30_000 }).toBe(false);
  },
);

test('who waits for it is gone once the child is', async () => {
  const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
  endWithThisProcess(child);
  await once(child, 'exit');
  const waits = () => process.getActiveResourcesInfo().includes('ProcessWrap');
  await expect.poll(waits, { timeout: 30_000 }).toBe(false);
});
