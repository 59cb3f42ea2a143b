// The program of the writing thread: opens the file, then writes what it is told, in groups, until it is to close.
import { parentPort, workerData } from 'node:worker_threads';
import { crossingError } from '../connection/crossing-error.ts';
import { connect, openDatabase } from '../connection/open-connection.ts';
import { unpackRequest } from './packed-request.ts';
import type { FromThread, Settlement, ToThread, WritingThreadData } from './thread-messages.ts';
import { createWriteQueue } from './write-queue.ts';
import { applyWrite, weightOf } from './write-request.ts';
import { createWriter } from './writer.ts';

const options: WritingThreadData = workerData;
const say = (message: FromThread) => parentPort?.postMessage(message);

function open(): void {
  const database = openDatabase(options, false);
  const writer = createWriter(connect(database), options.guardLimit);
  const queue = createWriteQueue(writer);
  let settled: Settlement[] = [];
  // One transaction settles all its requests in one turn, so they cross in one message.
  const settle = (settlement: Settlement) => {
    if (settled.push(settlement) === 1) queueMicrotask(sayAll);
  };
  const sayAll = () => {
    say(settled);
    settled = [];
  };
  parentPort?.on('message', (message: ToThread) => {
    if (message === 'close') {
      // In a later turn: what the last transaction settled is said first, since nothing is heard of a port that is closed.
      void queue.close().then(() =>
        setImmediate(() => {
          database.close();
          parentPort?.close();
        }),
      );
      return;
    }
    const { number, request } = message;
    queue
      .run(weightOf(request), () => applyWrite(writer, unpackRequest(request)))
      .then(
        (result) => settle({ number, result }),
        (error: unknown) => settle({ number, error: crossingError(error) }),
      );
  });
}

try {
  open();
  say('open');
} catch (error) {
  say({ unopened: crossingError(error) });
}
