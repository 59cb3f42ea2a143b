import type { Predicate } from '@baseplate-epr/contracts';
import { allJudgedBy, judgedBy, ownOnly } from '@baseplate-epr/record-query';
import { awayFrom, onePatient } from './arms.ts';
import type { Compiler } from './compiler.ts';
import type { Matching } from './matching.ts';
import { raw, type Sql, sql } from './sql.ts';

/** What a page must be watched for to tell whether it is still what it was. */
export interface Watch {
  /** Where nearly every match is kept. */
  readonly home: string;
  /** What says whose the matches are. */
  readonly part: Predicate;
  readonly types: readonly string[];
  /** Types whose resources may be seen by what they refer to. */
  readonly byTargets: readonly string[];
}

/** Matches kept with others than the patient whose homes are looked at each time; a page that may have more is not remembered. */
const mostAway = 64;

/**
 * How to watch a page whose matches are all one patient's, and match, and may be seen, by what they say themselves or by what refers only to
 * what is kept with the patient. Undefined for any other.
 */
export function watchOf({ compiler, types, wanted, rules }: Matching): Watch | undefined {
  const patient = onePatient(compiler, [...wanted, ...rules]);
  if (patient === undefined || !wanted.every((part) => ownOnly(judgedBy(part)))) return undefined;
  const byTargets = allJudgedBy(rules);
  if (typeof byTargets === 'string') return undefined;
  if (byTargets.length > 0 && patient.part.kind !== 'compartment') return undefined;
  return { ...patient, types, byTargets };
}

/**
 * Selects a text that is another one whenever anything has changed that matches, did so, or may do so now; null if that cannot be told. It holds
 * for what the same statement finds. A home's mark is random: it never comes again, not even if a backup is restored under a running process.
 */
export function markNow(compiler: Compiler, { home: key, part, types }: Watch): Sql {
  const home = sql`${key}::uuid`;
  const away = sql`SELECT a.home FROM (${awayFrom(compiler, home, types, part)}) a LIMIT ${raw(String(mostAway + 1))}`;
  const awayMarks = sql`SELECT CASE WHEN count(*) = 0 THEN '' WHEN count(*) <= ${raw(String(mostAway))} AND count(*) = count(h.mark) THEN string_agg(DISTINCT h.mark::text, ' ' ORDER BY h.mark::text) END FROM (${away}) k LEFT JOIN home_mark h ON h.home = k.home`;
  return sql`SELECT (SELECT h.mark::text FROM home_mark h WHERE h.home = ${home}) || (${awayMarks})`;
}

/** Whether a mark is that of the patient's home alone: nothing that may match was kept elsewhere when it was taken. */
export function isOfHomeAlone(mark: string): boolean {
  return mark.length === 36;
}

/**
 * {@link markNow} where it was the mark of the patient's home alone: the same text as long as it still is; null, which is no page's mark, as
 * soon as anything is kept elsewhere. It is what nearly all charts are asked again and again, and needs neither a list of marks nor its order.
 */
export function markOfHome(compiler: Compiler, { home: key, part, types }: Watch): Sql {
  const home = sql`${key}::uuid`;
  return sql`SELECT h.mark::text FROM home_mark h WHERE h.home = ${home} AND NOT EXISTS (${awayFrom(compiler, home, types, part)})`;
}

/** {@link markNow} where the page is found: null as well if what may be seen is decided elsewhere. It stays decided as long as the mark is the same. */
export function markFound(compiler: Compiler, watch: Watch): Sql {
  const mark = markNow(compiler, watch);
  return watch.byTargets.length === 0 ? mark : sql`SELECT CASE WHEN ${staysInside(watch)} THEN (${mark}) END`;
}

/** So many resources of such types, and references of them, are looked at. */
const lookedAt = 1000;

/** That a patient's resources of these types refer only to what is kept with the patient, and is there; not where they are too many to look at. */
function staysInside({ home: key, byTargets }: Watch): Sql {
  // The key of a patient's compartment is that of the patient.
  const home = sql`${key}::uuid`;
  const member = sql`compartment_member m WHERE m.compartment = ${home} AND m.type = ANY(${byTargets}::text[])`;
  const most = raw(String(lookedAt));
  const few = sql`(SELECT count(*) <= ${most} FROM (SELECT 1 FROM ${member} LIMIT ${most} + 1) x)`;
  const referred = sql`SELECT f.target_type AS type, f.target_id AS id FROM (SELECT m.* FROM ${member}) m JOIN parameter q ON q.type = m.type AND q.kind = 'reference' JOIN reference_entry f ON f.home = m.home AND f.parameter = q.key AND f.resource = m.resource WHERE f.target_type <> '' LIMIT ${most} + 1`;
  const inside = sql`EXISTS (SELECT 1 FROM resource t WHERE t.type = f.type AND t.id = f.id AND t.home = ${home})`;
  return sql`CASE WHEN ${few} THEN (SELECT count(*) <= ${most} AND coalesce(bool_and(${inside}), true) FROM (${referred}) f) ELSE false END`;
}
