import type { ChangesOptions, ChangesResult } from '@baseplate-epr/contracts';
import { readNumberCursor, requireLimit, writeCursor } from '@baseplate-epr/record-query';
import type { MemoryRecordDisk } from './memory-record-disk.ts';

/** Lists versions in commit order. The cursor is the number of versions read so far. */
export function changes(disk: MemoryRecordDisk, { after, begin, limit }: ChangesOptions): ChangesResult {
  requireLimit(limit);
  const from = readNumberCursor('changes', after, begin === 'end' ? disk.log.length : 0);
  const versions = disk.log.slice(from, from + limit);
  const until = from + versions.length;
  return { versions, cursor: writeCursor('changes', until), end: until >= disk.log.length };
}
