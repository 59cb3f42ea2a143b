// Loaded into every thread of a record under test: one that writes a database dies, with work in hand, once a file beside it says so.
import { unlinkSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';

const file: unknown = isMainThread ? undefined : workerData?.file;

if (typeof file === 'string' && file.endsWith('.db')) {
  setInterval(() => {
    if (!taken(`${file}.end`)) return;
    // So long that requests wait for it.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    throw new Error('The thread was to end.');
  }, 20).unref();
}

/** True for the one thread that finds the file. */
function taken(sign: string): boolean {
  try {
    unlinkSync(sign);
    return true;
  } catch {
    return false;
  }
}
