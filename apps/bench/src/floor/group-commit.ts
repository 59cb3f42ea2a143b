import type Database from 'better-sqlite3';

/**
 * Lets all writes that arrive in one turn of the event loop share one durable transaction.
 *
 * @returns a function that resolves when its item is on the disk
 */
export function createGroupCommit<Item>(database: Database.Database, write: (item: Item) => void) {
  let waiting: { readonly item: Item; readonly resolve: () => void }[] = [];
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const flush = () => {
    const group = waiting;
    waiting = [];
    begin.run();
    for (const { item } of group) write(item);
    commit.run();
    for (const { resolve } of group) resolve();
  };
  return (item: Item): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ item, resolve });
      if (waiting.length === 1) setImmediate(flush);
    });
}
