const tag = /<(\/?)([a-z][a-z0-9]*)([^<>]*)>?/gi;
const neverClosed = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/**
 * How many elements are open at once at most, counted roughly: an end tag closes one, whichever it is. Costs one pass, so it tells what
 * a parser had better not be given.
 */
export function openTags(html: string): number {
  let open = 0;
  let most = 0;
  for (const [, end, name = '', rest = ''] of html.matchAll(tag)) {
    if (end !== '') open = Math.max(0, open - 1);
    else if (!neverClosed.has(name.toLowerCase()) && !rest.endsWith('/')) open += 1;
    if (open > most) most = open;
  }
  return most;
}
