import type { FenceOptions } from '@baseplate-epr/contracts';
import type Database from 'better-sqlite3';

/** The fence as it stands in the file. */
export interface FenceState {
  /** Asked in each write transaction: another process may have set it. */
  read(): FenceOptions;
  /** Sets it, unless it stands higher already. */
  raise(options: FenceOptions): void;
}

/** Makes the fence of a writing connection. */
export function createFence(database: Database.Database): FenceState {
  const select = database.prepare<[], string>("SELECT value FROM store_fact WHERE name = 'fence'").pluck();
  const set = database.prepare("INSERT OR REPLACE INTO store_fact (name, value) VALUES ('fence', ?)");
  const read = (): FenceOptions => {
    const value = select.get();
    return value === undefined ? { epoch: Number.NEGATIVE_INFINITY, successor: '' } : JSON.parse(value);
  };
  return {
    read,
    raise({ epoch, successor }) {
      if (epoch >= read().epoch) set.run(JSON.stringify({ epoch, successor }));
    },
  };
}
