import type { Predicate } from '@baseplate-epr/contracts';
import { keyOf } from '../keys/keys.ts';
import type { Compiler } from './compiler.ts';
import { entryCondition } from './entry-condition.ts';
import { raw, type Sql, some, sql } from './sql.ts';

/** A way to matches; those of several arms have no resource in common. */
export interface Arm {
  /** Where every match of this arm is kept, if they are kept together. */
  readonly home?: Sql;
  /** Selects keys among which every match of this arm is, by an index that begins with the home. */
  readonly lead?: Sql;
  /** A part that holds for everything that {@link Arm.lead} selects. */
  readonly settles?: Predicate;
  /** What else tells the arm from the others, of the row `r` of `resource`. */
  readonly only?: Sql;
}

/**
 * The ways to the matches of a conjunction. Where a part says that they belong to one patient, nearly all are kept with that
 * patient: the first arm looks there alone, by indexes that begin with the home, and the second finds the few that are kept
 * elsewhere. Otherwise there is one arm, and PostgreSQL chooses where to begin.
 */
export function armsOf(compiler: Compiler, types: readonly string[], parts: readonly Predicate[]): readonly Arm[] {
  for (const part of parts) {
    const id = patientOf(compiler, part);
    if (id === undefined) continue;
    const home = sql`${keyOf(compiler.homeType, id)}::uuid`;
    return [
      leadInto(compiler, home, types, parts),
      { only: sql`r.home <> ${home} AND (r.home, r.key) IN (${keptElsewhere(compiler, types, part)})` },
    ];
  }
  return [{}];
}

/** A code leads to few of a patient's resources. */
function leadInto(compiler: Compiler, home: Sql, types: readonly string[], parts: readonly Predicate[]): Arm {
  for (const part of parts) {
    const tokens = part.kind === 'or' ? part.predicates : [part];
    const coded = tokens.filter((token) => token.kind === 'token' && token.code !== undefined);
    if (coded.length === 0 || coded.length < tokens.length) continue;
    const entry = compiler.alias('l');
    const holding = coded.flatMap((token) => (token.kind === 'token' ? [entryCondition(entry, types, token)] : []));
    const lead = sql`SELECT DISTINCT ${entry}.resource AS key FROM token_entry ${entry} WHERE ${entry}.home = ${home} AND ${some(holding)} OFFSET 0`;
    return { home, lead, settles: part };
  }
  return { home };
}

/** The one patient that a part says its matches belong to. */
function patientOf({ homeType }: Compiler, part: Predicate): string | undefined {
  switch (part.kind) {
    case 'compartment':
      return part.type === homeType && part.ids.length === 1 ? part.ids[0] : undefined;
    case 'reference':
      return (part.type ?? homeType) === homeType && part.url === undefined ? part.id : undefined;
    default:
      return undefined;
  }
}

function keptElsewhere(compiler: Compiler, types: readonly string[], part: Predicate): Sql {
  if (part.kind === 'compartment') {
    const member = compiler.alias('m');
    const [id = ''] = part.ids;
    return sql`SELECT ${member}.home, ${member}.resource FROM compartment_member ${member} WHERE ${member}.compartment = ${keyOf(part.type, id)}::uuid`;
  }
  if (part.kind !== 'reference') return raw('SELECT NULL::uuid, NULL::uuid WHERE false');
  const entry = compiler.alias('e');
  return sql`SELECT ${entry}.home, ${entry}.resource FROM reference_entry ${entry} WHERE NOT ${entry}.at_home AND ${entryCondition(entry, types, part)}`;
}
