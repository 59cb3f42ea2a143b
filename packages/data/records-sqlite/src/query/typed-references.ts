import type { Predicate } from '@baseplate-epr/contracts';
import type { Connection } from '../connection/connection.ts';
import { sql } from './sql.ts';

/**
 * Names the type in a condition that names a local reference by id alone, as `patient=<id>` does. The types of the resources with
 * that id are soon known, nearly always there is one, and only with a type does a compartment or an index lead to few candidates.
 */
export function withReferenceTypes(connection: Connection, predicate: Predicate): Predicate {
  switch (predicate.kind) {
    case 'and':
      return { kind: 'and', predicates: predicate.predicates.map((part) => withReferenceTypes(connection, part)) };
    case 'reference': {
      const { type, id, url } = predicate;
      if (type !== undefined || id === undefined || url !== undefined) return predicate;
      const [first, ...others] = typesWithId(connection, id).map((found) => ({ ...predicate, type: found }));
      if (first === undefined) return { kind: 'none' };
      return others.length === 0 ? first : { kind: 'or', predicates: [first, ...others] };
    }
    default:
      return predicate;
  }
}

/** Types of the resources with this id. What is merely referred to has a row as well, so nothing that a reference points at is missed. */
export function typesWithId({ statement }: Connection, id: string): readonly string[] {
  const { text, values } =
    sql`SELECT t.type FROM type_count t CROSS JOIN resource r ON r.type = t.type AND r.id = ${id}`;
  return statement(text)
    .pluck()
    .all(...values) as string[];
}
