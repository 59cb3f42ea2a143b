/*
 * Keeps a server for another process: does what it is told line by line, and when that process is gone, however it ended, stops the
 * server and removes its folder.
 */
import { createInterface } from 'node:readline';
import { createCluster } from './cluster.ts';

// An interrupted test run sends its signal to the whole group. The end of the input says the same, and leaves time to tidy up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.stdout.on('error', () => {});

const answer = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const { settings, onDisk } = JSON.parse(process.argv[2] ?? '{}');
  const cluster = await createCluster(settings, onDisk);
  try {
    await cluster.start();
    answer({ port: cluster.port });
    for await (const command of createInterface({ input: process.stdin })) {
      if (command === 'start') await cluster.start();
      else await cluster.stop(command === 'fast' ? 'fast' : 'immediate');
      answer({ done: command });
    }
  } finally {
    await cluster.remove();
  }
} catch (error) {
  answer({ failed: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
