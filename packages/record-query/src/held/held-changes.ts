import type { ChangesOptions, ChangesResult } from '@baseplate-epr/contracts';
import { readNumberCursor, writeCursor } from '../cursor.ts';
import { requireLimit } from '../require-limit.ts';
import type { HeldRecord } from './held-record.ts';

/** Lists versions in commit order. The cursor is the number of versions read so far. */
export function heldChanges(held: HeldRecord, { after, begin, limit }: ChangesOptions): ChangesResult {
  requireLimit(limit);
  const from = readNumberCursor('changes', after, begin === 'end' ? held.log.length : 0);
  const versions = held.log.slice(from, from + limit);
  const until = from + versions.length;
  return { versions, cursor: writeCursor('changes', until), end: until >= held.log.length };
}
