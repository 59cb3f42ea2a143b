import type { PageRequest } from './find-page.ts';
import type { Matching } from './matching.ts';
import { matchCondition } from './matching.ts';
import { raw, type Sql, sql } from './sql.ts';

/**
 * A page of everything in one compartment, by type and id; undefined for any other question. The members of a compartment stand in the
 * order of their types, so SQLite looks no further than the type that fills the page.
 */
export function compartmentPage(matching: Matching, { sort, after }: PageRequest): Sql | undefined {
  const { compiler, parts, accessParts } = matching;
  const asked = parts.filter((part) => !accessParts.has(part));
  const [compartment, ...others] = asked.filter((part) => part.kind !== 'type');
  if (sort.length > 0 || others.length > 0 || compartment?.kind !== 'compartment') return undefined;
  const [id, ...further] = compartment.ids;
  if (id === undefined || further.length > 0) return undefined;
  const key = compiler.connection.names.compartment(`${compartment.type}/${id}`) ?? null;
  const later =
    after === undefined ? raw('1') : sql`m.type >= ${after.type} AND (m.type > ${after.type} OR r.id > ${after.id})`;
  return sql`SELECT r.key, r.type, r.id, r.current FROM compartment_member m CROSS JOIN resource r ON r.key = m.resource WHERE candidate(m.resource) AND m.compartment = ${key} AND ${later} AND ${matchCondition(matching, [compartment])} ORDER BY m.type, r.id`;
}
