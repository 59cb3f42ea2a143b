import type Database from 'better-sqlite3';

/** What is known about a resource before a write. */
export interface ResourceState {
  readonly key: number;
  /** 0 for one that is only referred to. */
  readonly version: number;
  readonly lastUpdated: number;
  readonly live: number;
  readonly generation: number;
}

/** Finds and makes rows of `resource`. */
export interface Resources {
  find(type: string, id: string): ResourceState | undefined;
  /** Key of a resource that is referred to, and may not exist yet. */
  ensure(type: string, id: string): number;
  /** How many rows have been made for resources that are only referred to: as long as it stays, what was not found is not there. */
  referred(): number;
  /** Forgets keys given in a transaction that did not come to pass. */
  forget(): void;
}

const remembered = 20_000;

/** Makes the resources of a writing connection. A key is given once and never changes, so keys may be remembered. */
export function createResources(database: Database.Database): Resources {
  const select = database.prepare<[string, string], ResourceState>(
    'SELECT key, version, last_updated AS lastUpdated, live, generation FROM resource WHERE type = ? AND id = ?',
  );
  const selectKey = database
    .prepare<[string, string], number>('SELECT key FROM resource WHERE type = ? AND id = ?')
    .pluck();
  const insert = database.prepare(
    'INSERT INTO resource (type, id, version, last_updated, live) VALUES (?, ?, 0, 0, 0)',
  );
  // So that a reference by id alone, or a query over every type, knows which types there are.
  const noteType = database.prepare('INSERT OR IGNORE INTO type_count (type, versions, live) VALUES (?, 0, 0)');
  const keys = new Map<string, number>();
  let referred = 0;
  const refer = (type: string, id: string) => {
    referred += 1;
    noteType.run(type);
    return Number(insert.run(type, id).lastInsertRowid);
  };
  return {
    find: (type, id) => select.get(type, id),
    ensure(type, id) {
      const name = `${type}/${id}`;
      const known = keys.get(name);
      if (known !== undefined) return known;
      const key = selectKey.get(type, id) ?? refer(type, id);
      if (keys.size >= remembered) keys.clear();
      keys.set(name, key);
      return key;
    },
    referred: () => referred,
    forget: () => keys.clear(),
  };
}
