import {
  type CSSToken,
  isTokenAtKeyword,
  isTokenFunction,
  isTokenIdent,
  isTokenURL,
  tokenize,
} from '@csstools/css-tokenizer';

/** Rules that put conditions on others. All others are about the whole page: fonts, animations, layers and properties are named for everybody. */
const conditions: ReadonlySet<string> = new Set(['media', 'supports', 'container']);

const loading = /^(url|src|image|(-webkit-)?image-set|(-webkit-)?cross-fade|(-moz-)?element|paint)$/i;

const closers: Readonly<Record<string, string>> = {
  '{-token': '}-token',
  '[-token': ']-token',
  '(-token': ')-token',
  'function-token': ')-token',
};

/**
 * Why a style sheet cannot be kept within the panels of its service, in words; empty if it can.
 *
 * It is read token by token, as every browser reads it. Where all its brackets are closed, nothing in it can close the rule that is put around it.
 */
export function styleProblems(style: string): readonly string[] {
  const problems = new Set<string>();
  const tokens = tokenize(
    { css: style },
    { onParseError: () => problems.add('It holds what is no CSS, such as a comment or a text without an end.') },
  );
  const open: string[] = [];
  for (const [index, token] of tokens.entries()) {
    const found = oddity(token, tokens.slice(index + 1, index + 4));
    if (found !== undefined) problems.add(found);
    const [kind] = token;
    const closer = closers[kind];
    if (closer !== undefined) open.push(closer);
    else if ((kind === '}-token' || kind === ']-token' || kind === ')-token') && open.pop() !== kind)
      return [...problems, unbalanced];
  }
  return open.length === 0 ? [...problems] : [...problems, unbalanced];
}

const unbalanced = 'Its brackets do not match.';

function oddity(token: CSSToken, next: readonly CSSToken[]): string | undefined {
  const [kind, text] = token;
  if (kind === 'bad-string-token' || kind === 'bad-url-token' || kind === 'CDO-token' || kind === 'CDC-token')
    return `It holds ${text}, which is no CSS of a style sheet.`;
  if (isTokenAtKeyword(token) && !conditions.has(token[4].value.toLowerCase()))
    return `It holds @${token[4].value}, which is for a whole page. A panel has @media, @supports and @container.`;
  if (kind === 'delim-token' && text === '&')
    return 'It holds &, which may stand for the panel’s frame. Write selectors out.';
  if (kind === 'colon-token') {
    const [name] = next;
    if (name !== undefined && isTokenIdent(name) && name[4].value.toLowerCase() === 'scope')
      return 'It holds :scope, the panel’s frame, which is not the service’s.';
  }
  if (isTokenURL(token) && !isPicture(token[4].value)) return loads;
  if (isTokenFunction(token) && loading.test(token[4].value)) {
    const [address] = next.filter(([of]) => of !== 'whitespace-token');
    const held =
      token[4].value.toLowerCase() === 'url' && address?.[0] === 'string-token' && isPicture(address[4].value);
    if (!held) return loads;
  }
  return undefined;
}

const loads = 'It loads something. A panel has pictures within its style sheet only, as url(data:image/…).';

const isPicture = (address: string) => /^data:image\//i.test(address);
