import type { FenceOptions } from '@baseplate-epr/contracts';
import type { Ask } from '../connection/ask.ts';
import { sql } from '../query/sql.ts';

/** What every write looks at first. */
export interface Facts {
  readonly fence: FenceOptions;
  /** The lowest generation of index entries that commits may bring. */
  readonly leastGeneration: number;
  /** Position of the newest version. */
  readonly position: number;
}

/** Reads them: another process may have changed them since. */
export async function readFacts(ask: Ask): Promise<Facts> {
  const [row = []] = await ask(
    sql`SELECT (SELECT value FROM store_fact WHERE name = 'fence'), (SELECT value FROM store_fact WHERE name = 'generation'), (SELECT max(position) FROM version)`,
  );
  const [fence, generation, position] = row;
  return {
    fence: typeof fence === 'string' ? JSON.parse(fence) : { epoch: Number.NEGATIVE_INFINITY, successor: '' },
    leastGeneration: typeof generation === 'string' ? Number(generation) : Number.NEGATIVE_INFINITY,
    position: Number(position ?? 0),
  };
}
