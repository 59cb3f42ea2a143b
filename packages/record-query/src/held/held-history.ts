import type { HistoryOptions, HistoryResult, StoredVersion } from '@baseplate-epr/contracts';
import { readNumberCursor, writeCursor } from '../cursor.ts';
import { createMatchContext } from '../match-context.ts';
import { isAllowed, judged } from '../matches.ts';
import { requireLimit } from '../require-limit.ts';
import { nameOf } from '../resources.ts';
import { type HeldRecord, heldResources } from './held-record.ts';

/** Lists versions, newest first. The cursor is the place in the log of the last version given, which never changes. */
export function heldHistory(held: HeldRecord, options: HistoryOptions): HistoryResult {
  const { scope, since, at, count, cursor } = options;
  requireLimit(count);
  const before = readNumberCursor('history', cursor, held.log.length);
  const context = createMatchContext(heldResources(held), options);
  const listed = held.log
    .map((version, place) => ({ version, place }))
    .filter(({ version }) => scope.type === undefined || version.type === scope.type)
    .filter(({ version }) => scope.id === undefined || version.id === scope.id)
    .filter(({ version }) => since === undefined || version.lastUpdated >= since)
    .filter(({ version }) => at === undefined || wasCurrent(held, version, at))
    .filter(({ version }) => {
      const newest = held.current.get(nameOf(version));
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

function wasCurrent(held: HeldRecord, version: StoredVersion, at: { low: number; high: number }): boolean {
  const next = held.versions.get(nameOf(version))?.[Number(version.versionId)];
  return version.lastUpdated < at.high && (next === undefined || next.lastUpdated > at.low);
}
