import type Database from 'better-sqlite3';
import { addToSum } from './version-hash.ts';

/** Collects what a commit adds to digests and counts, so that each of their rows is written once per commit. */
export interface Tally {
  add(version: { type: string; bucket: string; compartments: readonly number[]; hash: bigint; live: number }): void;
  /** Writes what was collected and starts again. */
  flush(): void;
  /** Drops what was collected. */
  forget(): void;
}

interface Sum {
  versions: number;
  hash: bigint;
}

/** From so many on, all 256 of them are read sooner at once than these one by one. */
const manyBuckets = 48;

/** Makes the tally of a writing connection. */
export function createTally(database: Database.Database): Tally {
  const bucketSum = database.prepare<[string], string>('SELECT sum FROM bucket WHERE name = ?').pluck();
  const everyBucket = database.prepare<[], { name: string; sum: string }>('SELECT name, sum FROM bucket');
  const setBucket = database.prepare(
    'INSERT INTO bucket (name, versions, sum) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET versions = versions + excluded.versions, sum = excluded.sum',
  );
  const compartmentSum = database.prepare<[number], string>('SELECT sum FROM compartment WHERE key = ?').pluck();
  const setCompartment = database.prepare('UPDATE compartment SET versions = versions + ?, sum = ? WHERE key = ?');
  const addType = database.prepare(
    'INSERT INTO type_count (type, versions, live) VALUES (?, ?, ?) ON CONFLICT (type) DO UPDATE SET versions = versions + excluded.versions, live = live + excluded.live',
  );
  const buckets = new Map<string, Sum>();
  const compartments = new Map<number, Sum>();
  const types = new Map<string, { versions: number; live: number }>();

  const forget = () => {
    buckets.clear();
    compartments.clear();
    types.clear();
  };
  return {
    add({ type, bucket, compartments: keys, hash, live }) {
      addTo(buckets, bucket, hash);
      for (const key of keys) addTo(compartments, key, hash);
      const count = types.get(type) ?? { versions: 0, live: 0 };
      types.set(type, { versions: count.versions + 1, live: count.live + live });
    },
    flush() {
      const sumOf = buckets.size < manyBuckets ? (name: string) => bucketSum.get(name) : known(everyBucket.all());
      for (const [name, { versions, hash }] of buckets) {
        setBucket.run(name, versions, addToSum(sumOf(name) ?? '0', hash));
      }
      for (const [key, { versions, hash }] of compartments) {
        setCompartment.run(versions, addToSum(compartmentSum.get(key) ?? '0', hash), key);
      }
      for (const [type, { versions, live }] of types) addType.run(type, versions, live);
      forget();
    },
    forget,
  };
}

function known(rows: readonly { readonly name: string; readonly sum: string }[]): (name: string) => string | undefined {
  const sums = new Map(rows.map(({ name, sum }) => [name, sum]));
  return (name) => sums.get(name);
}

function addTo<Key>(sums: Map<Key, Sum>, key: Key, hash: bigint): void {
  const sum = sums.get(key);
  if (sum === undefined) sums.set(key, { versions: 1, hash });
  else {
    sum.versions += 1;
    sum.hash += hash;
  }
}
