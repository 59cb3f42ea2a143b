// The program of the writing thread: opens the file, then does what it is asked, one after the other, until it is to close.
import { parentPort, workerData } from 'node:worker_threads';
import { createChainWriter } from './chain-writer.ts';
import { createIndexer } from './indexer.ts';
import { openDatabase } from './open-database.ts';
import { storageError } from './storage-error.ts';
import type { ThreadAnswer, ThreadRequest, WritingThreadData } from './writing-thread.ts';

/** So many entries are indexed at once: enough to share most of the pages they change, few enough to hold up nobody for long. */
const indexedAtOnce = 256;

const { file, writer }: WritingThreadData = workerData;

function answer(work: () => readonly string[]): void {
  parentPort?.postMessage(attempt(work));
}

function attempt(work: () => readonly string[]): ThreadAnswer {
  try {
    return { hashes: work() };
  } catch (error) {
    const { code, message, details } = storageError(`The audit log ${file}`, error);
    return { error: { code, message, details } };
  }
}

answer(() => {
  const database = openDatabase(file);
  // Fewer, larger checkpoints than the usual every 1,000 pages: an append that has to wait for one is rarer.
  database.pragma('wal_autocheckpoint = 4000');
  const chain = createChainWriter(database, writer);
  const indexer = createIndexer(database);
  let unindexed = 0;
  const indexAll = () => {
    while (indexer.take(indexedAtOnce));
    unindexed = 0;
    return [];
  };
  const indexSome = () => {
    indexer.take(indexedAtOnce);
    unindexed -= indexedAtOnce;
    return [];
  };
  parentPort?.on('message', (request: ThreadRequest) => {
    if (request === 'index') answer(indexAll);
    else if (request === 'close') {
      answer(() => {
        database.close();
        return [];
      });
      parentPort?.close();
    } else {
      answer(() => chain.write(request));
      unindexed += request.length;
      // Only now: nobody waits for it. What fails here is tried again, and told, when somebody searches.
      if (unindexed >= indexedAtOnce) attempt(indexSome);
    }
  });
  return [];
});
