import type { Database } from 'better-sqlite3';

/** Runs statements against one state of the file. */
export type Snapshot = <Result>(run: () => Result) => Result;

/** A state for each call, or that of the transaction it is in. */
export function snapshotOfCall(database: Database): Snapshot {
  const { begin, end } = boundsOf(database);
  return (run) => {
    if (database.inTransaction) return run();
    begin.run();
    try {
      return run();
    } finally {
      end.run();
    }
  };
}

/**
 * One state for all that is read before the event loop goes on: requests that are handed over together look at the file once, which costs as much as
 * a read by id itself. What is acknowledged, here or by another process, is told by an event of the loop, and whoever hears of it reads after it:
 * so a state that ends before the next event never lacks what its reader may know of. Who holds the loop up meanwhile, as a call that waits for another
 * process does, gets a new one.
 */
export function snapshotOfTurn(database: Database): Snapshot {
  const { begin, end } = boundsOf(database);
  let began = 0;
  let isRunning = false;
  const close = () => {
    if (database.inTransaction) end.run();
  };
  return (run) => {
    if (isRunning) return run();
    if (database.inTransaction && performance.now() - began > longestTurn) close();
    if (!database.inTransaction) {
      begin.run();
      began = performance.now();
      process.nextTick(close);
    }
    isRunning = true;
    try {
      return run();
    } finally {
      isRunning = false;
    }
  };
}

/** Milliseconds that a turn may go on reading one state: sixteen charts take a few, and no other process answers anybody in less than one. */
const longestTurn = 5;

function boundsOf(database: Database) {
  return { begin: database.prepare('BEGIN'), end: database.prepare('COMMIT') };
}
