import type { AuditEntry, AuditHead } from '@baseplate-epr/contracts';
import { canonicalEntry } from './canonical-entry.ts';
import { chainOrigin } from './chain-writer.ts';
import type { WritingThread } from './writing-thread.ts';

interface Waiting {
  readonly entries: readonly AuditEntry[];
  resolve(head: AuditHead): void;
  reject(error: unknown): void;
}

/** Lets appends that arrive together share one durable write. */
export interface AppendQueue {
  append(entries: readonly AuditEntry[]): Promise<AuditHead>;
  /** Resolves when everything that was given is settled. */
  settled(): Promise<void>;
}

/**
 * Makes the queue of one chain. Whatever arrives while a write is under way goes into the next one, which begins as soon as that is
 * down; no timer is involved, so an append that is alone waits for nothing but its own write. The write itself happens in another
 * thread: while the disk flushes one group, this thread serves the requests whose entries will be the next.
 */
export function createAppendQueue(thread: WritingThread, writer: string): AppendQueue {
  let head: AuditHead = { writer, sequence: 0, hash: chainOrigin };
  let waiting: Waiting[] = [];
  let scheduled = false;
  let idle: (() => void)[] = [];

  const writeGroup = async (): Promise<void> => {
    const group = waiting;
    waiting = [];
    let { sequence } = head;
    const contents: string[] = [];
    for (const { entries } of group) {
      for (const entry of entries) {
        sequence += 1;
        contents.push(canonicalEntry(entry, writer, sequence));
      }
    }
    try {
      const hashes = contents.length === 0 ? [] : await thread.write(contents);
      let end = 0;
      for (const { entries, resolve } of group) {
        end += entries.length;
        const hash = hashes[end - 1];
        if (hash !== undefined) head = { writer, sequence: head.sequence + entries.length, hash };
        resolve(head);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) await writeGroup();
    scheduled = false;
    for (const resolve of idle) resolve();
    idle = [];
  };

  return {
    append: (entries) =>
      new Promise((resolve, reject) => {
        waiting.push({ entries, resolve, reject });
        if (scheduled) return;
        scheduled = true;
        // After the callbacks of this turn: whatever they append as well shares the write.
        setImmediate(drain);
      }),
    settled: () => (scheduled ? new Promise((resolve) => idle.push(resolve)) : Promise.resolve()),
  };
}
