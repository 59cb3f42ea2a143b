import { type Sql, sql } from '../query/sql.ts';
import { createRowSet } from './row-set.ts';

/** Collects what writes add to digests and counts, so that each of their rows is written once. */
export interface Tally {
  add(version: { type: string; bucket: string; compartments: readonly string[]; hash: string; live: number }): void;
  statements(): readonly Sql[];
}

interface Sum {
  versions: number;
  hash: bigint;
}

const modulus = (1n << 128n).toString();

/** Makes an empty tally. */
export function createTally(): Tally {
  const buckets = new Map<string, Sum>();
  const compartments = new Map<string, Sum>();
  const types = new Map<string, { versions: number; live: number }>();
  return {
    add({ type, bucket, compartments: names, hash, live }) {
      const number = BigInt(`0x${hash}`);
      addTo(buckets, bucket, number);
      for (const name of names) addTo(compartments, name, number);
      const count = types.get(type) ?? { versions: 0, live: 0 };
      types.set(type, { versions: count.versions + 1, live: count.live + live });
    },
    statements() {
      const counts = createRowSet({ type: 'text', versions: 'bigint', live: 'bigint' });
      for (const [type, { versions, live }] of types) counts.add(type, versions, live);
      return [
        ...digestStatements('bucket', buckets),
        ...digestStatements('compartment', compartments),
        ...counts
          .parts('f')
          .map(
            (rows) =>
              sql`INSERT INTO type_count (type, versions, live) SELECT * FROM ${rows} ON CONFLICT (type) DO UPDATE SET versions = type_count.versions + excluded.versions, live = type_count.live + excluded.live`,
          ),
      ];
    },
  };
}

function digestStatements(table: 'bucket' | 'compartment', sums: ReadonlyMap<string, Sum>): readonly Sql[] {
  const rows = createRowSet({ name: 'text', versions: 'bigint', sum: 'numeric' });
  for (const [name, { versions, hash }] of sums) rows.add(name, versions, (hash % (1n << 128n)).toString());
  const into = { text: table, values: [] };
  return rows
    .parts('f')
    .map(
      (part) =>
        sql`INSERT INTO ${into} (name, versions, sum) SELECT * FROM ${part} ON CONFLICT (name) DO UPDATE SET versions = ${into}.versions + excluded.versions, sum = mod(${into}.sum + excluded.sum, ${modulus}::numeric)`,
    );
}

function addTo(sums: Map<string, Sum>, name: string, hash: bigint): void {
  const sum = sums.get(name);
  if (sum === undefined) sums.set(name, { versions: 1, hash });
  else {
    sum.versions += 1;
    sum.hash += hash;
  }
}
