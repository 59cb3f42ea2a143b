import type { HistoryOptions, HistoryResult } from '@baseplate-epr/contracts';
import { createMatchContext, isAllowed, judged, requireLimit } from '@baseplate-epr/record-query';
import type { KnownResource, KnownVersion } from '../book/current-book.ts';
import type { LoggedVersion } from '../book/version-log.ts';
import type { OpenServer } from '../open-server.ts';
import { readPlace, writePlace } from './place-cursor.ts';
import { readVersions } from './read-texts.ts';

/** Lists versions, newest first, by what is known of them; only the texts of the page are read. */
export async function history(server: OpenServer, options: HistoryOptions): Promise<HistoryResult> {
  const { scope, since, at, count, cursor } = options;
  const { book } = server;
  requireLimit(count);
  const from = cursor === undefined ? undefined : readPlace('history', cursor);
  const context = createMatchContext(book.current, options);
  // Keyset: what is at or after the place of the cursor has been shown, or is newer than the first page.
  const start = from === undefined ? book.log.length : book.log.after(from) - 1;
  const page: LoggedVersion[] = [];
  let total = 0;
  let more = false;
  for (let place = book.log.length - 1; place >= 0; place -= 1) {
    const logged = book.log.at(place);
    const resource = logged && book.current.get(logged);
    const fact = logged && resource?.versions[logged.number - 1];
    if (logged === undefined || resource === undefined || fact === undefined) continue;
    if (scope.type !== undefined && logged.type !== scope.type) continue;
    if (scope.id !== undefined && logged.id !== scope.id) continue;
    if (since !== undefined && fact.lastUpdated < since) continue;
    if (at !== undefined && !wasCurrent(resource, logged.number, fact, at)) continue;
    const version = { ...resource.version, ...fact, versionId: String(logged.number), text: '' };
    if (!isAllowed(judged(version, resource), context)) continue;
    total += 1;
    if (place >= start) continue;
    if (page.length < count) page.push(logged);
    else more = true;
  }
  const last = page.at(-1);
  return {
    versions: await readVersions(server, page),
    total,
    ...(more && last !== undefined ? { next: writePlace('history', last) } : {}),
  };
}

function wasCurrent(
  { versions }: KnownResource,
  number: number,
  { lastUpdated }: KnownVersion,
  at: { readonly low: number; readonly high: number },
): boolean {
  const next = versions[number];
  return lastUpdated < at.high && (next === undefined || next.lastUpdated > at.low);
}
