import { searchError } from '../query/search-error.ts';
import { type FilterExpression, type FilteredStep, type FilterOperator, filterOperators } from './filter-expression.ts';

/** Parentheses and brackets within each other, and comparisons in one filter. */
const deepest = 20;
const most = 200;

interface Reader {
  readonly text: string;
  at: number;
  comparisons: number;
}

/**
 * Reads a `_filter` (https://hl7.org/fhir/R4/search_filter.html): left to right, without precedence between `and` and `or`.
 * @throws BaseplateError `query-invalid` that says where it stops making sense, not what stands there
 */
export function readFilter(text: string): FilterExpression {
  const reader = { text, at: 0, comparisons: 0 };
  const filter = readLogical(reader, 0);
  skipSpace(reader);
  if (reader.at < text.length) throw fault(reader, 'there is more than one filter there');
  return filter;
}

function readLogical(reader: Reader, depth: number): FilterExpression {
  if (depth > deepest) throw fault(reader, `it is nested more than ${deepest} deep`);
  let left = readTerm(reader, depth);
  for (let word = takeWord(reader, ['and', 'or']); word !== undefined; word = takeWord(reader, ['and', 'or'])) {
    left = { kind: word, left, right: readTerm(reader, depth) };
  }
  return left;
}

function readTerm(reader: Reader, depth: number): FilterExpression {
  if (take(reader, /\s*not\s*\(/y) !== undefined) return { kind: 'not', filter: closed(reader, depth) };
  if (take(reader, /\s*\(/y) !== undefined) return closed(reader, depth);
  reader.comparisons += 1;
  if (reader.comparisons > most) throw fault(reader, `it has more than ${most} comparisons`);
  const steps: FilteredStep[] = [];
  let path = readName(reader);
  while (take(reader, /\[/y) !== undefined) {
    const filter = readLogical(reader, depth + 1);
    if (take(reader, /\s*\]\./y) === undefined) throw fault(reader, 'a “[” needs “]” and “.” after its filter');
    steps.push({ name: path, filter });
    path = readName(reader);
  }
  return { kind: 'comparison', steps, path, operator: readOperator(reader), value: readValue(reader) };
}

function closed(reader: Reader, depth: number): FilterExpression {
  const filter = readLogical(reader, depth + 1);
  if (take(reader, /\s*\)/y) === undefined) throw fault(reader, 'a “(” is not closed');
  return filter;
}

function readName(reader: Reader): string {
  const name = take(reader, /\s*[A-Za-z_][A-Za-z0-9_:.-]*/y)?.trim();
  if (name === undefined) throw fault(reader, 'the name of a search parameter is expected');
  return name;
}

function readOperator(reader: Reader): FilterOperator {
  const word = take(reader, /\s+[a-z]+(?=\s)/y)?.trim();
  const found = filterOperators.find((one) => one === word);
  if (found === undefined) throw fault(reader, `one of the operators ${filterOperators.join(', ')} is expected`);
  return found;
}

function readValue(reader: Reader): string {
  skipSpace(reader);
  const quoted = take(reader, /"(?:[^"\\]|\\.)*"/y);
  if (quoted !== undefined) {
    try {
      return String(JSON.parse(quoted));
    } catch {
      throw fault(reader, 'a string is not written as JSON writes it');
    }
  }
  const token = take(reader, /[^\s)\]"][^\s)\]]*/y);
  if (token === undefined) throw fault(reader, 'a value is expected');
  return token;
}

function takeWord<const Word extends string>(reader: Reader, words: readonly Word[]): Word | undefined {
  const start = reader.at;
  const word = take(reader, /\s+[a-z]+(?=[\s(])/y)?.trim();
  const found = words.find((one) => one === word);
  if (found === undefined) reader.at = start;
  return found;
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
}

function skipSpace(reader: Reader): void {
  take(reader, /\s*/y);
}

function fault({ at }: Reader, problem: string): Error {
  return searchError('_filter', `is not understood from character ${at + 1} on: ${problem}.`);
}
