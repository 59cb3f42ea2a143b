// The program of the writing thread: opens the file, then writes one group after the other, until it is told `null`.
import { parentPort, workerData } from 'node:worker_threads';
import { createChainWriter } from './chain-writer.ts';
import type { EncodedEntry } from './encode-entry.ts';
import { openDatabase } from './open-database.ts';
import { storageError } from './storage-error.ts';
import type { ThreadAnswer, WritingThreadData } from './writing-thread.ts';

const { file, writer }: WritingThreadData = workerData;
const what = `The audit log ${file}`;

function attempt(work: () => readonly string[]): ThreadAnswer {
  try {
    return { hashes: work() };
  } catch (error) {
    const { code, message, details } = storageError(what, error);
    return { error: { code, message, details } };
  }
}

parentPort?.postMessage(
  attempt(() => {
    const database = openDatabase(file);
    const chain = createChainWriter(database, writer);
    parentPort?.on('message', (entries: readonly EncodedEntry[] | null) => {
      if (entries !== null) {
        parentPort?.postMessage(attempt(() => chain.write(entries)));
        return;
      }
      database.close();
      parentPort?.close();
    });
    return [];
  }),
);
