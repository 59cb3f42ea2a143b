import { readFile, rm, writeFile } from 'node:fs/promises';
import { BaseplateError } from '@baseplate-epr/contracts';
import { codeOf } from './disk-error.ts';

/**
 * Makes sure that one process at a time works on a folder of this machine. What a killed process left is taken over.
 *
 * @throws BaseplateError `write-conflict` if another process is at work
 */
export async function takeOwnership(path: string): Promise<{ release(): Promise<void> }> {
  for (;;) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 });
      return { release: () => rm(path, { force: true }) };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const owner = Number(await readFile(path, 'utf8').catch(() => '0'));
    if (owner !== process.pid && isAlive(owner)) {
      throw new BaseplateError({
        code: 'write-conflict',
        message: `Process ${owner} is working on this archive already. Wait until it has ended, or stop it first.`,
      });
    }
    await rm(path, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Any other error, such as a lack of permission, means that there is such a process.
    return codeOf(error) !== 'ESRCH';
  }
}
