import { BaseplateError } from '@baseplate-epr/contracts';

/** One token of an expression. `text` is unescaped for strings and delimited names. */
export interface Token {
  readonly kind: 'name' | 'delimited' | 'string' | 'number' | 'time' | 'constant' | 'variable' | 'symbol' | 'end';
  readonly text: string;
  /** Where the token begins, in UTF-16 code units. */
  readonly at: number;
}

const pattern = new RegExp(
  [
    String.raw`(?<space>\s+|//[^\n\r]*|/\*[\s\S]*?\*/)`,
    String.raw`(?<time>@(?:T[\d:.]+|\d{4}(?:-\d\d(?:-\d\d)?)?(?:T(?:\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?)?)?))`,
    String.raw`(?<number>\d+(?:\.\d+)?)`,
    '(?<name>[A-Za-z_][A-Za-z0-9_]*)',
    String.raw`(?<delimited>\x60(?:\\.|[^\\\x60])*\x60)`,
    String.raw`(?<string>'(?:\\[\s\S]|[^\\'])*')`,
    String.raw`(?<constant>%(?:[A-Za-z_][A-Za-z0-9_-]*|'(?:\\.|[^\\'])*'|\x60(?:\\.|[^\\\x60])*\x60))`,
    String.raw`(?<variable>\$(?:this|index|total)\b)`,
    String.raw`(?<symbol><=|>=|!=|!~|[-+*/&|<>=~.,()[\]{}])`,
  ].join('|'),
  'y',
);

/** Longer expressions are refused: what walks the tree recurses. The longest of R4 has some 2,000 characters. */
const lengthLimit = 10_000;

/** Reads an expression into tokens; the last is `end`. */
export function readTokens(expression: string): readonly Token[] {
  if (expression.length > lengthLimit) throw syntaxError('is too long', lengthLimit);
  const tokens: Token[] = [];
  let at = 0;
  while (at < expression.length) {
    pattern.lastIndex = at;
    const groups = pattern.exec(expression)?.groups;
    const found = groups && Object.entries(groups).find(([, text]) => text !== undefined);
    if (!found?.[1]) throw syntaxError('has a character that starts no token', at);
    const [kind, text] = found;
    if (kind !== 'space') tokens.push({ kind: kind as Token['kind'], text: plainText(kind, text), at });
    at += text.length;
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}

/** Says what is wrong with an expression, and where. */
export function syntaxError(problem: string, at: number): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: `The FHIRPath expression ${problem} at position ${at}. Correct the expression.`,
    details: { at },
  });
}

function plainText(kind: string, text: string): string {
  if (kind === 'string' || kind === 'delimited') return unescapeText(text.slice(1, -1));
  if (kind === 'constant') return /^%[`']/.test(text) ? unescapeText(text.slice(2, -1)) : text.slice(1);
  if (kind === 'variable' || kind === 'time') return text.slice(1);
  return text;
}

const escapes: Readonly<Record<string, string>> = { f: '\f', n: '\n', r: '\r', t: '\t' };

function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|([\s\S]))/g, (_, code: string | undefined, character: string) =>
    code === undefined ? (escapes[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
