const space = '[\\t\\n\\f\\r ]';
/** Where an attribute of this name may begin, in whatever a browser takes it for. */
const name = new RegExp(`href(?=${space}*=)|http-equiv|attributename`, 'gi');
const value = new RegExp(
  `${space}*=${space}*(?:"([^"]*)("?)|'([^']*)('?)|([^\\t\\n\\f\\r >"'][^\\t\\n\\f\\r >]*)?)`,
  'y',
);
/** A value that begins like this stays on this origin, whatever follows. */
const inside = /^(?:$|[#?]|\/(?:$|[^/\\&\0- ])|[A-Za-z0-9._~-]+(?:$|[/?#]))/;
const names = ['href', 'http-equiv', 'attributename'];
/** Longest that the end of a value is waited for, in UTF-16 code units. */
const longest = 8192;

/** Rewrites markup that comes in pieces. */
export interface LinkRewriting {
  /** What of the pieces so far can be passed on. */
  take(piece: string): string;
  /** What was held back, at the end. */
  rest(): string;
}

/**
 * Has links to elsewhere lead by way of another address, and takes the effect from what leads away without being followed (`http-equiv`), or
 * makes a link later (SVG's `attributeName`).
 *
 * It does not parse: whoever wants out may write what a parser here reads otherwise than the browser's. Wherever one of these names stands it is judged,
 * in text too, by itself; what is put in its place has no quote, space or bracket that could end what it stands in.
 *
 * @param way - the address by way of which a link leads; of letters, digits and `/?=%._~-!*()` alone
 */
export function foreignLinks(way: (to: string) => string): LinkRewriting {
  let held = '';

  function rewrite(isLast: boolean): string {
    let done = '';
    let from = 0;
    name.lastIndex = 0;
    for (let match = name.exec(held); match !== null; match = name.exec(held)) {
      const [found] = match;
      const end = match.index + found.length;
      const isLink = found.toLowerCase() === 'href';
      const read = isLink ? readValue(held, end) : undefined;
      if (read !== undefined && !read.isWhole && !isLast && held.length - match.index < longest) {
        done += held.slice(from, match.index);
        held = held.slice(match.index);
        return done;
      }
      if (read !== undefined && inside.test(read.text)) continue;
      const to = read?.isWhole === true || isLast ? foreignAddress(read?.text) : undefined;
      done += `${held.slice(from, match.index)}${to === undefined ? '' : `href=${way(to)} `}data-not-${found}`;
      from = end;
    }
    const kept = isLast ? 0 : unfinished(held.slice(from));
    done += held.slice(from, held.length - kept);
    held = held.slice(held.length - kept);
    return done;
  }

  return {
    take(piece) {
      held += piece;
      return rewrite(false);
    },
    rest: () => rewrite(true),
  };
}

function readValue(text: string, at: number): { readonly text: string; readonly isWhole: boolean } {
  value.lastIndex = at;
  const [all = '', double, doubleEnd, single, singleEnd, bare] = value.exec(text) ?? [];
  const isWhole = doubleEnd === '"' || singleEnd === "'" || (bare !== undefined && at + all.length < text.length);
  return { text: double ?? single ?? bare ?? '', isWhole };
}

/** `undefined` for what is no address of the web, or is written in a way that is not read here. */
function foreignAddress(written = ''): string | undefined {
  const text = written.replaceAll('&amp;', '&');
  if (/&(?:#|[a-z]+;)/i.test(text.replace(/\?.*$/s, ''))) return undefined;
  const address = URL.parse(text.trim(), 'https://elsewhere.invalid');
  return address !== null && /^https?:$/.test(address.protocol) && address.hostname !== 'elsewhere.invalid'
    ? address.href
    : undefined;
}

/** How much at the end may be the beginning of one of the names, or of what follows it. */
function unfinished(text: string): number {
  const link = /href[\t\n\f\r ]*$/i.exec(text);
  if (link !== null) return text.length - link.index;
  const end = text.slice(-13).toLowerCase();
  for (let length = end.length; length > 0; length -= 1) {
    const tail = end.slice(-length);
    if (names.some((one) => one.length > length && one.startsWith(tail))) return length;
  }
  return 0;
}
