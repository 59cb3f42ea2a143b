import { decodeHTMLStrict } from 'entities';

/** The text of a narrative's XHTML, without its markup. Time in proportion to its length, whatever it is. */
export function narrativeText(xhtml: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < xhtml.length) {
    const open = xhtml.indexOf('<', at);
    if (open < 0) break;
    parts.push(xhtml.slice(at, open));
    const close = xhtml.indexOf('>', open);
    at = close < 0 ? xhtml.length : close + 1;
  }
  parts.push(xhtml.slice(at));
  return decodeHTMLStrict(parts.join(' '));
}
