// The program of the writing thread: opens the file, then does what it is asked, one after the other, until it is to close.
import { parentPort, workerData } from 'node:worker_threads';
import { storageError } from '@baseplate-epr/sqlite-connection';
import { createChainLoader } from './chain-loader.ts';
import { createChainWriter } from './chain-writer.ts';
import { openDatabase } from './open-database.ts';
import { indexInBackground } from './search-index/background.ts';
import { createIndexer, type Indexer, type Progress } from './search-index/indexer.ts';
import { openIndex } from './search-index/open-index.ts';
import type { ThreadAnswer, ThreadRequest, WritingThreadData } from './writing-thread.ts';

const { file, writer }: WritingThreadData = workerData;

function answer(work: () => ThreadAnswer): void {
  parentPort?.postMessage(attempt(work));
}

function attempt(work: () => ThreadAnswer): ThreadAnswer {
  try {
    return work();
  } catch (error) {
    const { code, message, details } = storageError(`The audit log ${file}`, error);
    return { error: { code, message, details } };
  }
}

answer(() => {
  const database = openDatabase(file);
  const index = openIndex(file);
  // Fewer, larger checkpoints than the usual every 1,000 pages: an append that has to wait for one is rarer.
  for (const each of [database, index]) each.pragma('wal_autocheckpoint = 4000');
  // It goes to the end of one table, and reads what was written last.
  database.pragma('cache_size = -1024');
  const chain = createChainWriter(database, writer);
  const indexer = createIndexer(database, index);
  const loader = createChainLoader(database, writer, { index, indexer });
  const indexing = indexInBackground(() => {
    const taken = attempt(() => ({ progress: indexer.take() }));
    return 'progress' in taken ? taken.progress : undefined;
  });
  parentPort?.on('message', (request: ThreadRequest) => {
    if (request === 'index') answer(() => ({ progress: takeSeveral(indexer) }));
    else if (request === 'close') {
      indexing.stop();
      answer(() => {
        index.close();
        database.close();
        return { hashes: [] };
      });
      parentPort?.close();
    } else if ('load' in request) {
      answer(() => ({ result: loader.load(request.load) }));
      indexing.written(request.load.map(({ content }) => content));
    } else {
      answer(() => ({ hashes: chain.write(request) }));
      indexing.written(request);
    }
    // Who waited may have what it waited for, and asks no more.
    if (request !== 'close' && indexer.isAmid()) indexing.goOn();
  });
  return { hashes: [] };
});

/** For somebody who waits for it: until the batch is durable, or for a few milliseconds. */
function takeSeveral(indexer: Indexer): Progress {
  let progress = indexer.take();
  for (let more = 8; more > 0 && progress.batch === 'amid'; more -= 1) progress = indexer.take();
  return progress;
}
