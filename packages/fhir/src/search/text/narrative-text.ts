const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

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
  return parts.join(' ').replace(/&(#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-z]{2,8});/g, (_, name: string) => character(name));
}

function character(name: string): string {
  if (!name.startsWith('#')) return entities[name] ?? ' ';
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
