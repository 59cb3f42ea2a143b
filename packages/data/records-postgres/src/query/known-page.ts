import type { Query } from '@baseplate-epr/contracts';
import { type IncludeGroup, judgedBy, ownOnly } from '@baseplate-epr/record-query';
import type { Ask } from '../connection/ask.ts';
import { accessPredicate } from './access.ts';
import type { Compiler } from './compiler.ts';
import { createCompiler } from './compiler.ts';
import { fromResources } from './find-included.ts';
import {
  type FoundInclude,
  type FoundMatch,
  type FoundPage,
  includeIn,
  mostIncluded,
  type PageSearch,
  type Referred,
} from './find-page.ts';
import { followIncludes, landing } from './follow-includes.ts';
import { joined, raw, type Sql, sql } from './sql.ts';
import { isOfHomeAlone, markNow, markOfHome, type Watch } from './watch.ts';

/** A page that was found, with what tells whether it is still the same, and what is to be looked at anew even then. */
export interface KnownPage {
  readonly mark: string;
  readonly matches: readonly FoundMatch[];
  /** What is included and kept with the patient: it does not change without the mark. */
  readonly settled: readonly FoundInclude[];
  /** Selects the mark, and what else is included by now. */
  readonly statement: Sql;
  /** That takes the server about as long as to read one resource. */
  readonly isSmall: boolean;
}

/** So many resources are looked at by a small statement. */
const few = 64;

/** What may be remembered of a page; undefined if that is nothing. */
export function knownPage(search: PageSearch, found: FoundPage): KnownPage | undefined {
  const { matching, query, groups, watch } = search;
  const { mark, matches, included, absent } = found;
  if (watch === undefined || mark === undefined) return undefined;
  // Cut short, they do not tell everything that the page refers to.
  const most = mostIncluded(query);
  if (groups.some((_, group) => (included[group]?.length ?? 0) + (absent[group]?.length ?? 0) >= most))
    return undefined;
  const isSettled = ({ home, type }: FoundInclude) =>
    home === watch.home && ownOnly(judgedBy(accessPredicate(query.access, [type])));
  const forward = (group: number) => groups[group]?.direction === 'forward';
  const settled = included.flatMap((those, group) => (forward(group) ? those.filter(isSettled) : []));
  const open = groups.map((_, group): readonly Referred[] =>
    forward(group) ? [...(included[group] ?? []).filter((one) => !isSettled(one)), ...(absent[group] ?? [])] : [],
  );
  const compiler = createCompiler(matching.compiler.homeType, query.access);
  const statement = statementOf(compiler, { query, groups, watch, mark, matches, open });
  const lookedAt = open.reduce((sum, { length }) => sum + length, 0);
  const isSmall = lookedAt <= few && groups.every(({ direction }) => direction === 'forward');
  return { mark, matches, settled, statement, isSmall };
}

/** What is included by now if the page is still the same; undefined if it is not, or may not be. */
export async function lookAgain(ask: Ask, page: KnownPage): Promise<readonly FoundInclude[] | undefined> {
  const rows = await ask(page.statement);
  let same = false;
  const included = page.settled.slice();
  for (const row of rows) {
    if (row[1] === null) same = row[2] === page.mark;
    else included.push(includeIn(row));
  }
  return same ? included : undefined;
}

interface Remembered {
  readonly query: Query;
  readonly groups: readonly IncludeGroup[];
  readonly watch: Watch;
  readonly mark: string;
  readonly matches: readonly FoundMatch[];
  /** By group, what it leads forward to that may have changed. */
  readonly open: readonly (readonly Referred[])[];
}

/** One statement, so the mark and what is included are of one state of the record. */
function statementOf(compiler: Compiler, { query, groups, watch, mark: before, matches, open }: Remembered): Sql {
  const now = isOfHomeAlone(before) ? markOfHome : markNow;
  const mark = sql`SELECT NULL::uuid, NULL::uuid, (${now(compiler, watch)}), NULL, NULL::bigint, NULL::bigint, NULL::bigint`;
  const page = matches.slice(0, query.count);
  const followed = groups.flatMap((group, index) => {
    const to = open[index] ?? [];
    if (group.direction === 'forward' && to.length === 0) return [];
    const following =
      group.direction === 'forward'
        ? landing(compiler, group, relationOf(to))
        : followIncludes(compiler, group, fromResources(page));
    return [sql` UNION ALL (SELECT i.* FROM (${following}) i LIMIT ${raw(String(mostIncluded(query)))})`];
  });
  return joined([mark, ...followed], '');
}

function relationOf(referred: readonly Referred[]): Sql {
  return sql`(SELECT * FROM unnest(${referred.map(({ type }) => type)}::text[], ${referred.map(({ id }) => id)}::text[], ${referred.map(({ place }) => place)}::bigint[]) u(type, id, place) OFFSET 0)`;
}
