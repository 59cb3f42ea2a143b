import { canonicalEntry, chainOrigin } from '@baseplate-epr/contract-rules';
import type { AuditEntry, AuditHead } from '@baseplate-epr/contracts';
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
 * Makes the queue of one chain. Whatever arrives while a write is under way goes into the next one, up to `groupBytes`, which begins as
 * soon as that is down; appends are written in the order in which they came. No timer is involved, so an append that is alone waits for nothing but its own write. The write itself happens in another
 * thread: while the disk flushes one group, this thread serves the requests whose entries will be the next.
 */
export function createAppendQueue(
  thread: WritingThread,
  { writer, groupBytes }: { readonly writer: string; readonly groupBytes: number },
): AppendQueue {
  let head: AuditHead = { writer, sequence: 0, hash: chainOrigin };
  const waiting: Waiting[] = [];
  let scheduled = false;
  let idle: (() => void)[] = [];

  const writeGroup = async (): Promise<void> => {
    const { appends, contents } = takeGroup(waiting, head, groupBytes);
    const group = waiting.splice(0, appends);
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

interface Group {
  /** How many of the waiting appends it takes. */
  readonly appends: number;
  /** Their entries as canonical JSON. */
  readonly contents: readonly string[];
}

/** The first appends that are waiting, at least one, as long as they fit together. */
function takeGroup(waiting: readonly Waiting[], { writer, sequence }: AuditHead, groupBytes: number): Group {
  const contents: string[] = [];
  let bytes = 0;
  for (const [appends, { entries }] of waiting.entries()) {
    const before = contents.length;
    for (const entry of entries) {
      const content = canonicalEntry(entry, writer, sequence + contents.length + 1);
      contents.push(content);
      bytes += Buffer.byteLength(content);
    }
    if (appends > 0 && bytes > groupBytes) return { appends, contents: contents.slice(0, before) };
  }
  return { appends: waiting.length, contents };
}
