/** A value that is bound to a statement, never written into it. */
export type SqlValue = string | number | null;

/** A piece of SQL with the values for its question marks. The text depends on the shape of a query only, so statements are reused. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/**
 * How a value is written. The plus changes nothing of the value, and keeps it from the planner: SQLite 3.54 with `STAT4` plans a join
 * anew at every run whose bound values it could look at, which took five times as long as running it.
 */
export const bound = '+?';

/** Builds a piece of SQL: other pieces are spliced in, anything else is bound. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] as Sql | SqlValue;
    if (part !== null && typeof part === 'object') {
      text += part.text;
      for (const value of part.values) values.push(value);
    } else {
      text += bound;
      values.push(part);
    }
    text += strings[index + 1] ?? '';
  }
  return { text, values };
}

/** SQL of our own making, as it stands: names of tables, columns and aliases. */
export function raw(text: string): Sql {
  return { text, values: noValues };
}

const noValues: readonly SqlValue[] = [];

/**
 * What never holds. Bound, not written: SQLite folds a written `AND 0` away together with the conditions that an `INDEXED BY`
 * needs, and then refuses the statement.
 */
export const never: Sql = { text: bound, values: [0] };

/** Pieces one after another. */
export function joined(pieces: readonly Sql[], separator: string): Sql {
  let text = '';
  const values: SqlValue[] = [];
  for (const [index, piece] of pieces.entries()) {
    text += index === 0 ? piece.text : separator + piece.text;
    for (const value of piece.values) values.push(value);
  }
  return { text, values };
}

/** True if every piece is; true for none. */
export function every(pieces: readonly Sql[]): Sql {
  return balanced(pieces, 'AND', raw('1'));
}

/** True if some piece is; false for none. */
export function some(pieces: readonly Sql[]): Sql {
  return balanced(pieces, 'OR', never);
}

/** Nests long lists evenly: SQLite takes expressions a thousand deep at most, and reads `a OR b OR c` as a ladder. */
function balanced(pieces: readonly Sql[], operator: string, nothing: Sql): Sql {
  const [first] = pieces;
  if (first === undefined) return nothing;
  if (pieces.length === 1) return first;
  if (pieces.length <= 8) return sql`(${joined(pieces, ` ${operator} `)})`;
  const middle = pieces.length >> 1;
  const left = balanced(pieces.slice(0, middle), operator, nothing);
  return sql`(${left} ${raw(operator)} ${balanced(pieces.slice(middle), operator, nothing)})`;
}

/** `column = value` or, for several, membership of a list that is bound as one value, so that its length is not part of the shape. */
export function oneOf(column: Sql, values: readonly (string | number)[]): Sql {
  const [first] = values;
  if (first === undefined) return never;
  if (values.length === 1) return sql`${column} = ${first}`;
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}
