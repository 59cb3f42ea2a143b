import type { Predicate } from '@baseplate-epr/contracts';
import { keyOf } from '../keys/keys.ts';
import type { Compiler } from './compiler.ts';
import { condition } from './condition.ts';
import { entryCondition } from './entry-condition.ts';
import { chartParameter } from './parameter-is.ts';
import { joined, raw, type Sql, some, sql } from './sql.ts';

/** A way to matches; those of several arms have no resource in common. */
export interface Arm {
  /** Where every match of this arm is kept, if they are kept together. */
  readonly home?: Sql;
  /** Selects homes and keys among which every match of this arm is. */
  readonly lead?: Sql;
  /** A part that holds for everything that {@link Arm.lead} selects. */
  readonly settles?: Predicate;
  /** The part that says whose they are, where nothing leads further, and what selects the keys that it holds for. */
  readonly whose?: { readonly part: Predicate; readonly keys: Sql };
}

/**
 * The ways to the matches of a conjunction. Where a part says that they belong to one patient, nearly all are kept with that
 * patient, and found there by indexes that begin with the home; the few that are kept elsewhere are found by what says whose they are. A code
 * leads to both at once; without one they are an arm each. Otherwise there is one arm, and PostgreSQL chooses where to begin.
 */
export function armsOf(compiler: Compiler, types: readonly string[], parts: readonly Predicate[]): readonly Arm[] {
  const patient = onePatient(compiler, parts);
  if (patient === undefined) return [{}];
  const { part } = patient;
  const home = sql`${patient.home}::uuid`;
  const elsewhere = keptElsewhere(compiler, home, types, part);
  const coded = leadInto(compiler, home, types, parts, elsewhere);
  if (coded !== undefined) return [coded];
  return [{ home, whose: { part, keys: keptThere(compiler, home, types, part) } }, { lead: elsewhere }];
}

/** The one patient that matches belong to. */
export interface OnePatient {
  /** What says so. */
  readonly part: Predicate;
  /** Where the patient's record is kept. */
  readonly home: string;
}

/** Whether some part of a conjunction says that every match belongs to one patient. */
export function isOfOnePatient(homeType: string, parts: readonly Predicate[]): boolean {
  return parts.some((part) => patientOf(homeType, part) !== undefined);
}

/** The one patient that every match of a conjunction belongs to, if some part says so. */
export function onePatient(compiler: Compiler, parts: readonly Predicate[]): OnePatient | undefined {
  for (const part of parts) {
    const id = patientOf(compiler.homeType, part);
    if (id !== undefined) return { part, home: keyOf(compiler.homeType, id) };
  }
  return undefined;
}

/** Whether matches are looked for where one patient's record is kept. */
export function areOfOnePatient(arms: readonly Arm[]): boolean {
  return arms.some(({ home, lead }) => home !== undefined || lead !== undefined);
}

/** A code leads to few of a patient's resources. */
function leadInto(
  compiler: Compiler,
  home: Sql,
  types: readonly string[],
  parts: readonly Predicate[],
  elsewhere: Sql,
): Arm | undefined {
  for (const part of parts) {
    const tokens = part.kind === 'or' ? part.predicates : [part];
    const coded = tokens.filter((token) => token.kind === 'token' && token.code !== undefined);
    if (coded.length === 0 || coded.length < tokens.length) continue;
    const entry = compiler.alias('l');
    const column = chartParameter(entry);
    const holding = some(
      coded.flatMap((token) => (token.kind === 'token' ? [entryCondition(entry, types, token, column)] : [])),
    );
    const away = condition(compiler, { resource: raw('a'), home: raw('a.home'), types, pinned: true }, part);
    const lead = sql`SELECT DISTINCT ${entry}.home, ${entry}.resource AS key FROM token_entry ${entry} WHERE ${entry}.home = ${home} AND ${holding} UNION ALL SELECT a.home, a.key FROM (${elsewhere} OFFSET 0) a WHERE ${away}`;
    return { lead, settles: part };
  }
  return undefined;
}

/** The one patient that a part says its matches belong to. */
function patientOf(homeType: string, part: Predicate): string | undefined {
  switch (part.kind) {
    case 'compartment':
      return part.type === homeType && part.ids.length === 1 ? part.ids[0] : undefined;
    case 'reference':
      return (part.type ?? homeType) === homeType && part.url === undefined ? part.id : undefined;
    default:
      return undefined;
  }
}

/** Keys of what is a patient's by this part, and kept with the patient. */
function keptThere(compiler: Compiler, home: Sql, types: readonly string[], part: Predicate): Sql {
  return sql`SELECT k.key FROM (${belonging(compiler, types, part)}) k WHERE k.home = ${home}`;
}

/** Homes and keys of what is a patient's by this part, and kept with another. */
function keptElsewhere(compiler: Compiler, home: Sql, types: readonly string[], part: Predicate): Sql {
  return sql`SELECT DISTINCT k.home, k.key FROM (${awayFrom(compiler, home, types, part)}) k`;
}

/** Homes and keys of what is a patient's by this part, and kept with another; some of it several times. */
export function awayFrom(compiler: Compiler, home: Sql, types: readonly string[], part: Predicate): Sql {
  // What is with the patient is no small part: it is left out by the index alone.
  const away = raw(part.kind === 'reference' ? 'NOT k.at_home' : 'k.home <> k.compartment');
  const strays = sql`SELECT k.home, k.key FROM (${belonging(compiler, types, part)}) k WHERE ${away} AND k.home <> ${home}`;
  if (part.kind !== 'reference' || part.type !== undefined) return strays;
  // By id alone it is also what something of another type is referred to by that is kept there: by itself, for one.
  const namesakes = ['<', '>'].map(
    (beside) =>
      sql` UNION ALL SELECT k.home, k.key FROM (${belonging(compiler, types, part)}) k WHERE k.at_home AND k.target_type ${raw(beside)} ${compiler.homeType}::text AND k.home <> ${home}`,
  );
  return joined([strays, ...namesakes], '');
}

function belonging(compiler: Compiler, types: readonly string[], part: Predicate): Sql {
  if (part.kind === 'compartment') {
    const member = compiler.alias('m');
    const [id = ''] = part.ids;
    return sql`SELECT ${member}.home, ${member}.resource AS key, ${member}.compartment FROM compartment_member ${member} WHERE ${member}.compartment = ${keyOf(part.type, id)}::uuid`;
  }
  if (part.kind !== 'reference') return raw('SELECT NULL::uuid AS home, NULL::uuid AS key WHERE false');
  const entry = compiler.alias('e');
  return sql`SELECT ${entry}.home, ${entry}.resource AS key, ${entry}.at_home, ${entry}.target_type FROM reference_entry ${entry} WHERE ${entryCondition(entry, types, part)}`;
}
