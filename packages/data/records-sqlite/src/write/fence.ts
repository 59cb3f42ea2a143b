import type { FenceOptions } from '@baseplate-epr/contracts';
import type Database from 'better-sqlite3';
import { drizzle, eq } from '../drizzle.ts';
import { storeFact } from '../schema/schema.ts';

/** The fence as it stands in the file. */
export interface FenceState {
  /** Asked in each write transaction: another process may have set it. */
  read(): FenceOptions;
  /** Sets it, unless it stands higher already. */
  raise(options: FenceOptions): void;
}

/** Makes the fence of a writing connection. */
export function createFence(database: Database.Database): FenceState {
  const orm = drizzle(database);
  const select = database.prepare<[], string>("SELECT value FROM store_fact WHERE name = 'fence'").pluck();
  const read = (): FenceOptions => {
    const value = select.get();
    return value === undefined ? { epoch: Number.NEGATIVE_INFINITY, successor: '' } : JSON.parse(value);
  };
  return {
    read,
    raise({ epoch, successor }) {
      const present = orm.select().from(storeFact).where(eq(storeFact.name, 'fence')).get();
      if (present !== undefined && read().epoch > epoch) return;
      const value = JSON.stringify({ epoch, successor });
      orm
        .insert(storeFact)
        .values({ name: 'fence', value })
        .onConflictDoUpdate({ target: storeFact.name, set: { value } })
        .run();
    },
  };
}
