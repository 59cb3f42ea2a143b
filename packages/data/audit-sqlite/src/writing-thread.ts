import { Worker } from 'node:worker_threads';
import { BaseplateError, type ErrorCode } from '@baseplate-epr/contracts';
import type { EncodedEntry } from './encode-entry.ts';

/** What the thread is told when it starts. */
export interface WritingThreadData {
  readonly file: string;
  readonly writer: string;
}

/** An error as it crosses between threads: what callers may see of it. */
export interface CrossingError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What the thread answers to a group of entries, and first of all when it has opened the file. */
export type ThreadAnswer = { readonly hashes: readonly string[] } | { readonly error: CrossingError };

/** The thread that writes a chain, so that no request waits in the event loop for a disk that flushes another's entry. */
export interface WritingThread {
  /**
   * Writes one group durably and gives the hash of each entry; call it again only when it has settled.
   * @throws BaseplateError `storage-unavailable`, `storage-corrupt`; then none of the group is kept
   */
  write(entries: readonly EncodedEntry[]): Promise<readonly string[]>;
  /** False once the thread has died; it is not started again, since its chain ends where it stopped. */
  alive(): boolean;
  /** Closes the file and ends the thread. */
  close(): Promise<void>;
}

interface Pending {
  resolve(hashes: readonly string[]): void;
  reject(error: BaseplateError): void;
}

// What runs from source is TypeScript, what was published is not.
const program = new URL(import.meta.url.endsWith('.ts') ? './write-chain.ts' : './write-chain.js', import.meta.url);

/**
 * Starts the thread and waits until it has opened the file.
 *
 * @throws BaseplateError as opening the database does
 */
export async function startWritingThread(data: WritingThreadData): Promise<WritingThread> {
  const worker = new Worker(program, {
    workerData: data,
    // It holds one group of entries at a time.
    resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 },
  });
  let pending: Pending | undefined;
  let ended = false;
  const settle = (act: (one: Pending) => void): void => {
    const one = pending;
    pending = undefined;
    // An idle thread does not keep the process from ending.
    worker.unref();
    if (one !== undefined) act(one);
  };
  const died = () => {
    ended = true;
    settle(({ reject }) => reject(threadDied(data.file)));
  };
  const answer = () =>
    new Promise<readonly string[]>((resolve, reject) => {
      worker.ref();
      pending = { resolve, reject };
    });
  worker.on('message', (message: ThreadAnswer) => {
    settle(({ resolve, reject }) => {
      if ('error' in message) reject(new BaseplateError(message.error));
      else resolve(message.hashes);
    });
  });
  worker.on('error', died);
  worker.on('exit', died);
  await answer();
  return {
    async write(entries) {
      if (ended) throw threadDied(data.file);
      const written = answer();
      worker.postMessage(entries);
      return written;
    },
    alive: () => !ended,
    close: () =>
      new Promise((resolve) => {
        if (ended) return resolve();
        worker.ref();
        worker.once('exit', () => resolve());
        worker.postMessage(null);
      }),
  };
}

function threadDied(file: string): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `The thread that writes the audit log ${file} has ended unexpectedly. Restart the program.`,
  });
}
