import type { HistoryOptions, HistoryResult, StoredVersion } from '@baseplate-epr/contracts';
import {
  createMatchContext,
  isAllowed,
  judged,
  nameOf,
  readNumberCursor,
  requireLimit,
  writeCursor,
} from '@baseplate-epr/record-query';
import { type MemoryRecordDisk, resourcesOn } from './memory-record-disk.ts';

/** Lists versions, newest first. The cursor is the place in the log of the last version given, which never changes. */
export function history(disk: MemoryRecordDisk, options: HistoryOptions): HistoryResult {
  const { scope, since, at, count, cursor } = options;
  requireLimit(count);
  const before = readNumberCursor('history', cursor, disk.log.length);
  const context = createMatchContext(resourcesOn(disk), options);
  const listed = disk.log
    .map((version, place) => ({ version, place }))
    .filter(({ version }) => scope.type === undefined || version.type === scope.type)
    .filter(({ version }) => scope.id === undefined || version.id === scope.id)
    .filter(({ version }) => since === undefined || version.lastUpdated >= since)
    .filter(({ version }) => at === undefined || wasCurrent(disk, version, at))
    .filter(({ version }) => {
      const newest = disk.current.get(nameOf(version));
      return newest !== undefined && isAllowed(judged(version, newest), context);
    });
  const rest = listed.filter(({ place }) => place < before).reverse();
  const page = rest.slice(0, count);
  const last = page.at(-1);
  return {
    versions: page.map(({ version }) => version),
    total: listed.length,
    ...(rest.length > count && last !== undefined ? { next: writeCursor('history', last.place) } : {}),
  };
}

function wasCurrent(disk: MemoryRecordDisk, version: StoredVersion, at: { low: number; high: number }): boolean {
  const next = disk.versions.get(nameOf(version))?.[Number(version.versionId)];
  return version.lastUpdated < at.high && (next === undefined || next.lastUpdated > at.low);
}
