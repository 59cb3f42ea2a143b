import { Worker } from 'node:worker_threads';
import { type AuditLoadResult, BaseplateError, type ErrorCode } from '@baseplate-epr/contracts';
import type { LoadedEntry } from './chain-loader.ts';
import type { Progress } from './search-index/indexer.ts';
import { type IndexWaiting, waitForIndex } from './search-index/wait-for-index.ts';

/** What the thread is told when it starts. */
export interface WritingThreadData {
  readonly file: string;
  readonly writer: string;
}

/**
 * What the thread is asked: to write these entries (canonical JSON), to take over those of other logs, to index some more, to end.
 * Answered in order.
 */
export type ThreadRequest = readonly string[] | { readonly load: readonly LoadedEntry[] } | 'index' | 'close';

/** An error as it crosses between threads: what callers may see of it. */
export interface CrossingError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What the thread answers, first of all when it has opened the file: the hash of each entry written, or how far the index has come. */
export type ThreadAnswer = Done | { readonly error: CrossingError };

type Done =
  | { readonly hashes: readonly string[] }
  | { readonly progress: Progress }
  | { readonly result: AuditLoadResult };

/** The thread that writes a chain, so that no request waits in the event loop for a disk that flushes another's entry. */
export interface WritingThread {
  /**
   * Writes one group durably and gives the hash of each entry.
   * @throws BaseplateError `storage-unavailable`, `storage-corrupt`; then none of the group is kept
   */
  write(contents: readonly string[]): Promise<readonly string[]>;
  /**
   * Takes over entries of other logs, durably.
   * @throws BaseplateError `load-conflict`, `storage-unavailable`, `storage-corrupt`; then none of them is kept
   */
  load(entries: readonly LoadedEntry[]): Promise<AuditLoadResult>;
  /** Resolves when everything that was durable before can be searched for. */
  index(): Promise<void>;
  /** False once the thread has died; it is not started again, since its chain ends where it stopped. */
  alive(): boolean;
  /** Closes the file and ends the thread. */
  close(): Promise<void>;
}

interface Pending {
  resolve(done: Done): void;
  reject(error: BaseplateError): void;
}

// What runs from source is TypeScript, what was published is not.
const program = new URL(import.meta.url.endsWith('.ts') ? './write-chain.ts' : './write-chain.js', import.meta.url);

/** Who hears of a thread. */
export interface ThreadListener {
  /** Called once if the thread ends later without being told to. */
  died(error: BaseplateError): void;
  /** Called now and then while somebody waits long for the index. */
  indexing(waiting: IndexWaiting): void;
}

/**
 * Starts the thread and waits until it has opened the file.
 *
 * @throws BaseplateError as opening the database does
 */
export async function startWritingThread(
  data: WritingThreadData,
  { died, indexing }: ThreadListener,
): Promise<WritingThread> {
  const worker = new Worker(program, {
    workerData: data,
    // It holds one group of entries at a time, which is bounded; but one append may be as large as what it tells of.
    resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 1024 },
  });
  let pending: Pending[] = [];
  let ended = false;
  let expected: 'opening' | 'working' | 'closing' = 'opening';
  const answered = () =>
    new Promise<Done>((resolve, reject) => {
      // While nothing is asked of it, the thread does not keep the process from ending.
      if (pending.length === 0) worker.ref();
      pending.push({ resolve, reject });
    });
  const ask = (request: ThreadRequest) => {
    if (ended) return Promise.reject(threadDied(data.file));
    const answer = answered();
    worker.postMessage(request);
    return answer;
  };
  const end = () => {
    if (ended) return;
    ended = true;
    const left = pending;
    pending = [];
    for (const { reject } of left) reject(threadDied(data.file));
    if (expected === 'working') died(threadDied(data.file));
  };
  worker.on('message', (message: ThreadAnswer) => {
    const first = pending.shift();
    if (pending.length === 0) worker.unref();
    if ('error' in message) first?.reject(new BaseplateError(message.error));
    else first?.resolve(message);
  });
  worker.on('error', end);
  worker.on('exit', end);
  await answered();
  expected = 'working';
  return {
    async write(contents) {
      const done = await ask(contents);
      return 'hashes' in done ? done.hashes : [];
    },
    async load(entries) {
      const done = await ask({ load: entries });
      return 'result' in done ? done.result : { loaded: 0, present: 0 };
    },
    index: () =>
      waitForIndex({
        file: data.file,
        take: async () => {
          const done = await ask('index');
          return 'progress' in done ? done.progress : undefined;
        },
        tell: indexing,
      }),
    alive: () => !ended,
    async close() {
      if (ended) return;
      expected = 'closing';
      const exit = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      await ask('close');
      // It has answered and nothing is asked of it; its end is still waited for.
      worker.ref();
      await exit;
    },
  };
}

function threadDied(file: string): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `The thread that writes the audit log ${file} has ended unexpectedly. Nothing can be read or written until the program is started again.`,
  });
}
