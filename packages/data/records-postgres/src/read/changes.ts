import type { ChangesOptions, ChangesResult } from '@baseplate-epr/contracts';
import type { Ask } from '../connection/ask.ts';
import { requireLimit } from '../connection/limits.ts';
import { raw, sql } from '../query/sql.ts';
import { readSequenceCursor, writeSequenceCursor } from './sequence-cursor.ts';
import { versionOf, versionWidth } from './version-row.ts';
import { withinBytes } from './within-bytes.ts';

/**
 * Versions in commit order. Positions are given under the one lock that every write holds until it has taken effect, and grow by
 * one: what has a lower position than a version that can be seen can be seen as well.
 */
export async function changes(ask: Ask, { after, begin, limit }: ChangesOptions): Promise<ChangesResult> {
  requireLimit(limit);
  if (after === undefined && begin === 'end') {
    const [row] = await ask(sql`SELECT coalesce(max(w.position), 0) FROM version w`);
    return { versions: [], cursor: writeSequenceCursor('changes', Number(row?.[0] ?? 0)), end: true };
  }
  const from = after === undefined ? 0 : readSequenceCursor('changes', after);
  const places = sql`SELECT c.position, row_number() OVER () AS place FROM (SELECT w.position FROM version w WHERE w.position > ${from}::bigint ORDER BY w.position LIMIT ${limit + 1}) c`;
  const rows = await ask(
    withinBytes({ places, join: raw('v.position = p.position'), extra: raw('p.position'), count: limit }),
  );
  const found = Number(rows[0]?.[versionWidth + 1] ?? 0);
  const last = rows.at(-1)?.[versionWidth];
  return {
    versions: rows.map(versionOf),
    cursor: writeSequenceCursor('changes', last === undefined ? from : Number(last)),
    end: found <= rows.length,
  };
}
