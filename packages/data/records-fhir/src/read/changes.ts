import type { ChangesOptions, ChangesResult } from '@baseplate-epr/contracts';
import { requireLimit } from '@baseplate-epr/record-query';
import type { LoggedVersion } from '../book/version-log.ts';
import type { OpenServer } from '../open-server.ts';
import { beginning, readPlace, writePlace } from './place-cursor.ts';
import { readVersions } from './read-texts.ts';

/** Lists versions in the order of commits. The cursor names the last version given, so it is good in every process and after a start. */
export async function changes(server: OpenServer, { after, begin, limit }: ChangesOptions): Promise<ChangesResult> {
  const { log } = server.book;
  requireLimit(limit);
  const first = begin === 'end' ? (log.at(log.length - 1) ?? beginning) : beginning;
  const from = after === undefined ? first : readPlace('changes', after);
  const start = log.after(from);
  const page: LoggedVersion[] = [];
  for (let place = start; page.length < limit; place += 1) {
    const logged = log.at(place);
    if (logged === undefined) break;
    page.push(logged);
  }
  const end = start + page.length >= log.length;
  return { versions: await readVersions(server, page), cursor: writePlace('changes', page.at(-1) ?? from), end };
}
