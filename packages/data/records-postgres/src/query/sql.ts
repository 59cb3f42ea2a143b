/** A value that is bound to a statement, never written into it. */
export type SqlValue = string | number | boolean | null | readonly (string | number | boolean | null)[];

/** A piece of SQL with the values for its question marks. The text depends on the shape of a query only, so statements are reused. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** Builds a piece of SQL: other pieces are spliced in, anything else is bound. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] as Sql | SqlValue;
    if (isSql(part)) {
      text += part.text;
      for (const value of part.values) values.push(value);
    } else {
      text += '?';
      values.push(part);
    }
    text += strings[index + 1] ?? '';
  }
  return { text, values };
}

/** SQL of our own making, as it stands: names of tables, columns and aliases. */
export function raw(text: string): Sql {
  return { text, values: [] };
}

/** What always holds. */
export const always: Sql = raw('true');

/** What never holds. */
export const never: Sql = raw('false');

/** Pieces one after another. */
export function joined(pieces: readonly Sql[], separator: string): Sql {
  let text = '';
  const values: SqlValue[] = [];
  for (const piece of pieces) {
    text += text === '' ? piece.text : separator + piece.text;
    for (const value of piece.values) values.push(value);
  }
  return { text, values };
}

/** True if every piece is; true for none. */
export function every(pieces: readonly Sql[]): Sql {
  const parts = pieces.filter((piece) => piece !== always);
  return parts.length === 0 ? always : sql`(${joined(parts, ' AND ')})`;
}

/** True if some piece is; false for none. */
export function some(pieces: readonly Sql[]): Sql {
  return pieces.length === 0 ? never : sql`(${joined(pieces, ' OR ')})`;
}

/** `column = value` or, for several, membership of a list that is bound as one value, so that its length is not part of the shape. */
export function oneOf(column: Sql, values: readonly string[], type: 'text' | 'uuid' | 'bigint' = 'text'): Sql {
  const [first] = values;
  if (first === undefined) return never;
  if (values.length === 1) return sql`${column} = ${first}::${raw(type)}`;
  return sql`${column} = ANY(${values}::${raw(type)}[])`;
}

function isSql(part: Sql | SqlValue): part is Sql {
  return part !== null && typeof part === 'object' && 'text' in part;
}
