import type { ModuleContext } from '@baseplate-epr/contracts';
import { type Connections, storageError } from '@baseplate-epr/postgres-connection';
import { ask, statements } from './statements.ts';
import type { WriteQueue } from './write-queue.ts';

/** Writes between two sweeps of everything that has expired. */
const writesPerSweep = 1_000;

/** A queue that, once in so many writes, also deletes what has expired in any namespace. Nobody waits for that but the end. */
export function createSweeper(queue: WriteQueue, reading: Connections, { clock, logger }: ModuleContext): WriteQueue {
  let writes = 0;
  let sweeping: Promise<void> | undefined;
  const sweep = async (): Promise<void> => {
    try {
      const now = clock.now();
      const { rows } = await reading.lend((client) => ask<{ name: string }>(client, statements.expired, [now]));
      for (const { name } of rows) {
        await queue.run({ namespace: name, bytes: 0, apply: (transaction) => transaction.sweep(name, now) });
      }
    } catch (error) {
      const { code, message } = storageError('state', error);
      logger.warn(`What has expired could not be deleted; it is invisible, and tried again later. ${message}`, {
        code,
      });
    }
    sweeping = undefined;
  };
  return {
    run: (job) => {
      writes += 1;
      if (writes % writesPerSweep === 0) sweeping ??= sweep();
      return queue.run(job);
    },
    close: async () => {
      await sweeping;
      await queue.close();
    },
  };
}
