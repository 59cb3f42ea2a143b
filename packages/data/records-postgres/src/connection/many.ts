import type { Sql, SqlValue } from '../query/sql.ts';
import type { Cell } from './ask.ts';

/**
 * Puts questions of one shape as one statement, for the server a loop over their values: it is begun and ended once, and its answer comes in one
 * piece. Each row has, after its own columns, the place of its question, from 1; rows of one question come in the order that its shape gives them.
 * Undefined where the values cannot be put so.
 */
export function manyOf(pieces: readonly Sql[]): Sql | undefined {
  const [first] = pieces;
  if (first === undefined || first.text.length > longest) return undefined;
  const { text, bare } = formOf(first.text);
  // Values come as texts: one whose type the statement leaves open would be taken for a text.
  const isText = (value: SqlValue | undefined) => value === null || typeof value === 'string';
  if (first.values.length === 0 || !bare.every((place) => pieces.every(({ values }) => isText(values[place]))))
    return undefined;
  return { text, values: first.values.map((_, place) => arrayText(pieces.map(({ values }) => values[place] ?? null))) };
}

/** The rows of each question, from those of a statement made by {@link manyOf}. */
export function answersOf(
  rows: readonly (readonly Cell[])[],
  questions: number,
): readonly (readonly (readonly Cell[])[])[] {
  const answers: (readonly Cell[])[][] = Array.from({ length: questions }, () => []);
  for (const row of rows) {
    const answer = answers[Number(row.at(-1)) - 1];
    // Passed over, it would be missing from somebody's answer, who would take what was asked for as not there.
    if (answer === undefined) throw new Error('A row of PostgreSQL names no question that was asked with it.');
    answer.push(row);
  }
  return answers;
}

interface Form {
  readonly text: string;
  /** Places of the values whose type the statement leaves open, from 0. */
  readonly bare: readonly number[];
}

/** Forms that are kept, and how long a statement may be for one: of what is longer, two alike hardly ever come in one turn, unless to fill the memory. */
const known = new Map<string, Form>();
const mostKnown = 500;
const longest = 16_000;

function formOf(text: string): Form {
  const before = known.get(text);
  if (before !== undefined) return before;
  const now = writeForm(text);
  if (known.size >= mostKnown) known.clear();
  known.set(text, now);
  return now;
}

function writeForm(text: string): Form {
  const bare: number[] = [];
  const columns: string[] = [];
  const within = text.replaceAll(/\?(::)?/g, (_, typed = '') => {
    if (typed === '') bare.push(columns.length);
    columns.push(`v${columns.length + 1}`);
    return `q.${columns.at(-1)}${typed}`;
  });
  const values = columns.map(() => '?::text[]').join(', ');
  const questions = `unnest(${values}) WITH ORDINALITY q(${columns.join(', ')}, place)`;
  return { text: `SELECT a.*, q.place FROM ${questions} CROSS JOIN LATERAL (${within}) a`, bare };
}

/** PostgreSQL's text of an array of texts, each that of a value. */
function arrayText(values: readonly SqlValue[]): string {
  let text = '';
  for (const value of values) text += `${text === '' ? '{' : ','}${elementText(value)}`;
  return text === '' ? '{}' : `${text}}`;
}

function elementText(value: SqlValue): string {
  if (value === null) return 'NULL';
  const text = typeof value === 'object' ? arrayText(value) : String(value);
  return `"${/["\\]/.test(text) ? text.replaceAll(/["\\]/g, '\\$&') : text}"`;
}
