// The program of the writing thread: opens the file, then does what it is asked, one after the other, until it is to close.
import { parentPort, workerData } from 'node:worker_threads';
import { storageError } from '@baseplate-epr/sqlite-connection';
import { createChainLoader } from './chain-loader.ts';
import { createChainWriter } from './chain-writer.ts';
import { contentAtOnce, createIndexer, indexedAtOnce } from './indexer.ts';
import { openDatabase } from './open-database.ts';
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
  // Fewer, larger checkpoints than the usual every 1,000 pages: an append that has to wait for one is rarer.
  database.pragma('wal_autocheckpoint = 4000');
  const chain = createChainWriter(database, writer);
  const indexer = createIndexer(database);
  const loader = createChainLoader(database, writer, indexer);
  let unindexed = { entries: 0, content: 0 };
  let resting: NodeJS.Timeout | undefined;
  // Nobody waits for it. What fails here is tried again, and told, when somebody searches.
  const indexInBackground = () => {
    const started = performance.now();
    const progress = attempt(() => ({ progress: indexer.take() }));
    const more = 'progress' in progress && progress.progress.position < progress.progress.end;
    // A rest as long as the work: meanwhile this process and others append.
    resting = more ? setTimeout(indexInBackground, performance.now() - started) : undefined;
  };
  const indexLater = (contents: readonly string[]) => {
    unindexed.entries += contents.length;
    for (const content of contents) unindexed.content += content.length;
    if (unindexed.entries < indexedAtOnce && unindexed.content < contentAtOnce) return;
    unindexed = { entries: 0, content: 0 };
    resting ??= setTimeout(indexInBackground, 0);
  };
  parentPort?.on('message', (request: ThreadRequest) => {
    if (request === 'index') answer(() => ({ progress: indexer.take() }));
    else if (request === 'close') {
      clearTimeout(resting);
      answer(() => {
        database.close();
        return { hashes: [] };
      });
      parentPort?.close();
    } else if ('load' in request) {
      answer(() => ({ result: loader.load(request.load) }));
      indexLater(request.load.map(({ content }) => content));
    } else {
      answer(() => ({ hashes: chain.write(request) }));
      indexLater(request);
    }
  });
  return { hashes: [] };
});
