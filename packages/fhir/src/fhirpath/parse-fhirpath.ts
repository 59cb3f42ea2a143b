import { readTokens, syntaxError, type Token } from './read-tokens.ts';
import type { BinaryOperator, Expression, Literal } from './syntax.ts';

/** Binary operators from loosest to tightest; `is` and `as` stand where FHIRPath puts them. */
const levels: readonly (readonly string[])[] = [
  ['implies'],
  ['or', 'xor'],
  ['and'],
  ['in', 'contains'],
  ['=', '~', '!=', '!~'],
  ['<', '<=', '>', '>='],
  ['|'],
  ['is', 'as'],
  ['+', '-', '&'],
  ['*', '/', 'div', 'mod'],
];

const units = /^(?:year|month|week|day|hour|minute|second|millisecond)s?$/;

/** Nested deeper than this, an expression is refused: a parser that recurses must not run out of stack. */
const depthLimit = 200;

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

/**
 * Parses a FHIRPath expression, the whole grammar of http://hl7.org/fhirpath/N1/grammar.html.
 * @throws BaseplateError `input-invalid` with the position of the mistake.
 */
export function parseFhirPath(expression: string): Expression {
  const reader: Reader = { tokens: readTokens(expression), at: 0, depth: 0 };
  const tree = readExpression(reader, 0);
  const token = peek(reader);
  if (token.kind !== 'end') throw syntaxError('goes on after its end', token.at);
  return tree;
}

function peek(reader: Reader): Token {
  return reader.tokens[reader.at] ?? { kind: 'end', text: '', at: 0 };
}

function take(reader: Reader): Token {
  const token = peek(reader);
  reader.at += 1;
  return token;
}

function isSymbol(token: Token, text: string): boolean {
  return token.kind === 'symbol' && token.text === text;
}

function expect(reader: Reader, text: string): void {
  const token = take(reader);
  if (!isSymbol(token, text)) throw syntaxError(`lacks “${text}”`, token.at);
}

function readExpression(reader: Reader, level: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return readSign(reader);
  let left = readExpression(reader, level + 1);
  for (;;) {
    const token = peek(reader);
    if ((token.kind !== 'symbol' && token.kind !== 'name') || !operators.includes(token.text)) return left;
    reader.at += 1;
    if (token.text === 'is' || token.text === 'as') {
      left = { kind: 'type', operator: token.text, operand: left, type: readTypeName(reader) };
    } else {
      const right = readExpression(reader, level + 1);
      left = { kind: 'binary', operator: token.text as BinaryOperator, left, right };
    }
  }
}

function readSign(reader: Reader): Expression {
  const token = peek(reader);
  if (isSymbol(token, '-') || isSymbol(token, '+')) {
    reader.at += 1;
    return { kind: 'sign', sign: token.text as '+' | '-', operand: readSign(reader) };
  }
  return readPath(reader);
}

function readPath(reader: Reader): Expression {
  reader.depth += 1;
  if (reader.depth > depthLimit) throw syntaxError('is nested too deeply', peek(reader).at);
  let path = readTerm(reader);
  for (;;) {
    const token = peek(reader);
    if (isSymbol(token, '.')) {
      reader.at += 1;
      path = readInvocation(reader, path);
    } else if (isSymbol(token, '[')) {
      reader.at += 1;
      const index = readExpression(reader, 0);
      expect(reader, ']');
      path = { kind: 'index', target: path, index };
    } else {
      reader.depth -= 1;
      return path;
    }
  }
}

function readTerm(reader: Reader): Expression {
  const token = peek(reader);
  switch (token.kind) {
    case 'string':
      reader.at += 1;
      return { kind: 'literal', literal: { type: 'String', value: token.text } };
    case 'number':
      reader.at += 1;
      return { kind: 'literal', literal: readNumber(reader, token.text) };
    case 'time':
      reader.at += 1;
      return { kind: 'literal', literal: timeLiteral(token.text) };
    case 'constant':
      reader.at += 1;
      return { kind: 'constant', name: token.text };
    case 'symbol':
      return readBracket(reader);
    case 'name':
      if (token.text === 'true' || token.text === 'false') {
        reader.at += 1;
        return { kind: 'literal', literal: { type: 'Boolean', value: token.text === 'true' } };
      }
      return readInvocation(reader, undefined);
    default:
      return readInvocation(reader, undefined);
  }
}

function readBracket(reader: Reader): Expression {
  const token = take(reader);
  if (token.text === '(') {
    const inner = readExpression(reader, 0);
    expect(reader, ')');
    return inner;
  }
  if (token.text !== '{') throw syntaxError('lacks a value', token.at);
  expect(reader, '}');
  return { kind: 'empty' };
}

function readNumber(reader: Reader, text: string): Literal {
  const value = Number(text);
  const next = peek(reader);
  if (next.kind === 'string' || (next.kind === 'name' && units.test(next.text))) {
    reader.at += 1;
    const unit = next.kind === 'name' ? next.text.replace(/s$/, '') : next.text;
    return { type: 'Quantity', value, unit };
  }
  return { type: text.includes('.') ? 'Decimal' : 'Integer', value };
}

function timeLiteral(text: string): Literal {
  if (text.startsWith('T')) return { type: 'Time', value: text.slice(1) };
  return text.includes('T') ? { type: 'DateTime', value: text.replace(/T$/, '') } : { type: 'Date', value: text };
}

function readInvocation(reader: Reader, target: Expression | undefined): Expression {
  const token = take(reader);
  if (token.kind === 'variable') return { kind: 'variable', name: token.text as 'this' | 'index' | 'total' };
  if (token.kind !== 'name' && token.kind !== 'delimited') throw syntaxError('lacks a name', token.at);
  const from = target === undefined ? {} : { target };
  if (!isSymbol(peek(reader), '(')) return { kind: 'member', ...from, name: token.text };
  reader.at += 1;
  const parameters: Expression[] = [];
  while (!isSymbol(peek(reader), ')')) {
    if (parameters.length > 0) expect(reader, ',');
    parameters.push(readExpression(reader, 0));
  }
  reader.at += 1;
  return { kind: 'call', ...from, name: token.text, parameters };
}

function readTypeName(reader: Reader): string {
  const first = take(reader);
  if (first.kind !== 'name' && first.kind !== 'delimited') throw syntaxError('lacks a type name', first.at);
  if (!isSymbol(peek(reader), '.')) return first.text;
  const second = reader.tokens[reader.at + 1];
  // `value as Quantity.unit` is not grammatical; a dot here can only part a namespace from a type.
  if (second?.kind !== 'name' && second?.kind !== 'delimited') return first.text;
  reader.at += 2;
  return `${first.text}.${second.text}`;
}
