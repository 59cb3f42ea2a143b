import type { AuditEntry, AuditHead } from '@baseplate-epr/contracts';
import type { ChainWriter } from './chain-writer.ts';

interface Waiting {
  readonly entries: readonly AuditEntry[];
  resolve(head: AuditHead): void;
  reject(error: unknown): void;
}

/** Lets appends that arrive together share one durable write. */
export interface AppendQueue {
  append(entries: readonly AuditEntry[]): Promise<AuditHead>;
  /** Writes what is waiting, at once. */
  flush(): void;
}

/**
 * Makes a queue for one chain. Whatever arrives while a write is running, or in the same turn of the event loop, goes into the
 * next write; no timer is involved, so an append that is alone waits for nothing but its own write.
 */
export function createAppendQueue(writer: ChainWriter, replaceError: (error: unknown) => unknown): AppendQueue {
  let waiting: Waiting[] = [];
  const flush = (): void => {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    try {
      const heads = writer.write(group.map(({ entries }) => entries));
      group.forEach(({ resolve }, index) => {
        resolve(heads[index] ?? writer.head);
      });
    } catch (error) {
      const replaced = replaceError(error);
      for (const { reject } of group) reject(replaced);
    }
  };
  return {
    append: (entries) =>
      new Promise((resolve, reject) => {
        waiting.push({ entries, resolve, reject });
        if (waiting.length === 1) setImmediate(flush);
      }),
    flush,
  };
}
