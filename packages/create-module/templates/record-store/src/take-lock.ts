import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { BaseplateError } from '@baseplate-epr/contracts';

const ours = new Set<string>();

/**
 * Keeps every other process out: two that write one file would each hold another record. A lock whose process is no longer there is taken
 * over; process ids are compared, so all processes must run on one machine and see each other.
 *
 * @returns gives the lock back
 * @throws BaseplateError `storage-unavailable` while another process holds it
 */
export function takeLock(path: string): () => void {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(path, 'wx', 0o600);
      writeSync(handle, String(process.pid));
      closeSync(handle);
      ours.add(path);
      return () => {
        ours.delete(path);
        rmSync(path, { force: true });
      };
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw refused(cause);
      if (ours.has(path) || isRunning(Number(readFileSync(path, 'utf8')))) throw refused(cause);
      rmSync(path, { force: true });
    }
  }
  throw refused(undefined);
}

/** Our own id that is not in `ours` is that of a process before us, as happens in containers. */
function isRunning(processId: number): boolean {
  if (!Number.isSafeInteger(processId) || processId <= 0 || processId === process.pid) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function refused(cause: unknown): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message:
      'The file of the record is in use by another process, or its folder cannot be written to. Stop the other process, or name another file.',
    cause,
  });
}
