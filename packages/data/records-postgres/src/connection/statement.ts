import { hash } from 'node:crypto';
import type { Sql } from '../query/sql.ts';

/** What pg is given: a statement with its values, prepared under a name once its shape has come back. */
export interface Statement {
  readonly text: string;
  readonly values: unknown[];
  readonly rowMode: 'array';
  readonly name?: string;
}

/** Makes statements of pieces of SQL. */
export type Statements = (piece: Sql) => Statement;

interface Shape {
  readonly text: string;
  readonly name: string;
  uses: number;
}

/** Shapes remembered. Each connection keeps what it has prepared until it is replaced, which it is every hour, or when that has become much. */
const remembered = 500;
/** A shape that comes once need not be prepared: that would cost the server memory for nothing. */
const usesBeforeName = 2;
/** Nor need one that is longer: it holds many conditions, another like it hardly ever has as many, and the server takes 200 bytes for each character. */
const longest = 16_000;

/** Remembers shapes, the least recently used forgotten first. Values are always bound, so the text is the shape of a query. */
export function createStatements(): Statements {
  const shapes = new Map<string, Shape>();
  const shapeOf = (piece: Sql): Shape => {
    const known = shapes.get(piece.text);
    if (known === undefined)
      return { text: numbered(piece.text), name: `q${hash('sha256', piece.text, 'hex').slice(0, 32)}`, uses: 0 };
    shapes.delete(piece.text);
    return known;
  };
  return (piece) => {
    const values = [...piece.values];
    if (piece.text.length > longest) return { text: numbered(piece.text), values, rowMode: 'array' };
    const shape = shapeOf(piece);
    shape.uses += 1;
    shapes.set(piece.text, shape);
    if (shapes.size > remembered) {
      for (const oldest of shapes.keys()) {
        shapes.delete(oldest);
        break;
      }
    }
    const statement: Statement = { text: shape.text, values, rowMode: 'array' };
    return shape.uses < usesBeforeName ? statement : { ...statement, name: shape.name };
  };
}

/** PostgreSQL's placeholders are numbered. No statement of ours has a question mark of its own. */
function numbered(text: string): string {
  let number = 0;
  return text.replaceAll('?', () => {
    number += 1;
    return `$${number}`;
  });
}
