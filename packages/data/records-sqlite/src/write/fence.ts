import type { Fence, FenceOptions } from '@baseplate-epr/contracts';
import { raisesFence } from '@baseplate-epr/record-query';
import type Database from 'better-sqlite3';

/** The fence as it stands in the file. */
export interface FenceState {
  /** Asked in each write transaction: another process may have set it. */
  read(): Fence;
  /** Sets it, unless it stands higher already, or another stands than it is to replace. */
  raise(options: FenceOptions): void;
}

/** Makes the fence of a writing connection. */
export function createFence(database: Database.Database): FenceState {
  const select = database.prepare<[], string>("SELECT value FROM store_fact WHERE name = 'fence'").pluck();
  const set = database.prepare("INSERT OR REPLACE INTO store_fact (name, value) VALUES ('fence', ?)");
  const standing = (): Fence | undefined => {
    const value = select.get();
    return value === undefined ? undefined : JSON.parse(value);
  };
  return {
    read: () => standing() ?? { epoch: Number.NEGATIVE_INFINITY, successor: '' },
    raise(options) {
      const { epoch, successor } = options;
      if (raisesFence(standing(), options)) set.run(JSON.stringify({ epoch, successor }));
    },
  };
}
