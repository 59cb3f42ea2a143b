import { Worker } from 'node:worker_threads';

/**
 * Ends this process as soon as its parent is gone, even in the middle of a call into SQLite: a thread of its own waits for the end
 * of standard input, a pipe that only the parent holds open and writes nothing to.
 */
export function dieWithParent(): void {
  new Worker(
    `const { readSync } = require('node:fs');
     try { while (readSync(0, Buffer.alloc(1)) > 0); } finally { process.kill(process.pid, 'SIGKILL'); }`,
    { eval: true, stdin: false, resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 } },
  ).unref();
}
