/** A piece of a letter: text, or an element of a known kind. */
export type LetterNode = string | LetterElement;

/** An element without attributes. */
export interface LetterElement {
  readonly tag: string;
  readonly children: LetterNode[];
}

const kept = new Set(
  'p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd b strong em i u sub sup blockquote pre table thead tbody tfoot tr th td caption'.split(
    ' ',
  ),
);
const empty = new Set(['br', 'hr']);
const dropped = 'script|style|head|title|template|noscript|iframe|object|svg|math|select|textarea';
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  deg: '°',
  micro: 'µ',
  middot: '·',
  pound: '£',
  frac12: '½',
  plusmn: '±',
  times: '×',
  le: '≤',
  ge: '≥',
};

/**
 * Reads the words and the structure of an HTML letter: paragraphs, headings, lists, tables, emphasis. Attributes, links, images and
 * everything that runs or loads is left behind, so what is drawn from this has nothing of the letter's own markup in it. Whatever is
 * not understood is kept as its text.
 */
export function htmlNodes(html: string): readonly LetterNode[] {
  const root: LetterElement = { tag: '', children: [] };
  const open: LetterElement[] = [root];
  const source = html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(new RegExp(`<(${dropped})\\b[\\s\\S]*?(?:</\\1\\s*>|$)`, 'gi'), '');
  const top = () => open.at(-1) ?? root;
  let place = 0;
  for (const match of source.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>"']|"[^"]*"|'[^']*')*>|<![^>]*>/g)) {
    addText(top(), source.slice(place, match.index));
    place = match.index + match[0].length;
    const tag = match[2]?.toLowerCase() ?? '';
    if (!kept.has(tag)) {
      // A block that is not kept still parts what stands before it from what stands after.
      if (/^(?:div|section|article|header|footer|address)$/.test(tag)) top().children.push({ tag: 'br', children: [] });
      continue;
    }
    if (match[1] === '/') close(open, tag);
    else start(open, tag);
  }
  addText(top(), source.slice(place));
  return root.children;
}

function start(open: LetterElement[], tag: string): void {
  const element: LetterElement = { tag, children: [] };
  const parent = open.at(-1);
  if ((tag === 'li' || tag === 'p' || tag === 'tr' || tag === 'td' || tag === 'th') && parent?.tag === tag) open.pop();
  open.at(-1)?.children.push(element);
  if (!empty.has(tag) && open.length < 40) open.push(element);
}

function close(open: LetterElement[], tag: string): void {
  const place = open.findLastIndex((element) => element.tag === tag);
  if (place > 0) open.length = place;
}

function addText({ children }: LetterElement, text: string): void {
  if (text !== '') children.push(decodeEntities(text));
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]*));/g,
    (whole, decimal, hexadecimal, name) => {
      if (typeof name === 'string') return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
      const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
    },
  );
}
