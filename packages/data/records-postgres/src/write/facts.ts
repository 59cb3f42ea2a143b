import type { Fence } from '@baseplate-epr/contracts';
import type { Ask } from '../connection/ask.ts';
import { sql } from '../query/sql.ts';

/** What every write looks at first. */
export interface Facts {
  readonly fence: Fence;
  /** The lowest generation of index entries that commits may bring. */
  readonly leastGeneration: number;
  /** Position of the newest version. */
  readonly position: number;
  /** The latest time of a version that is no later than was asked. */
  readonly latest: number;
}

/**
 * Reads them: another process may have changed them since.
 *
 * @param upTo - times after this do not count.
 */
export async function readFacts(ask: Ask, upTo = 0): Promise<Facts> {
  const [row = []] = await ask(
    sql`SELECT (SELECT value FROM store_fact WHERE name = 'fence'), (SELECT value FROM store_fact WHERE name = 'generation'), (SELECT max(position) FROM version), (SELECT max(last_updated) FROM version WHERE last_updated <= ${upTo}::bigint)`,
  );
  const [fence, generation, position, latest] = row;
  return {
    fence: typeof fence === 'string' ? JSON.parse(fence) : { epoch: Number.NEGATIVE_INFINITY, successor: '' },
    leastGeneration: typeof generation === 'string' ? Number(generation) : Number.NEGATIVE_INFINITY,
    position: Number(position ?? 0),
    latest: Number(latest ?? 0),
  };
}
