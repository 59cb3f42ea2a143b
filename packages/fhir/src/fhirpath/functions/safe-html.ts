const elements = new Set(
  (
    'a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li ' +
    'map area ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var'
  ).split(' '),
);

const attributes = new Set(
  (
    'abbr accesskey align alt axis bgcolor border cellhalign cellpadding cellspacing cellvalign char charoff charset cite class ' +
    'colspan compact coords dir frame headers height href hreflang hspace id lang longdesc name nowrap rel rev rowspan rules ' +
    'scope shape span src start style summary tabindex title type valign value vspace width xml:lang xmlns'
  ).split(' '),
);

const tag = /<\/?([A-Za-z][\w:-]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/y;
const attribute = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * R4's rule for narrative: well-formed tags of the formatting elements of HTML 4, no scripts, forms, frames or event attributes,
 * and something to read (https://hl7.org/fhir/R4/narrative.html#xhtml). It is a check of conformance, not a sanitiser.
 */
export function isSafeHtml(html: string): boolean {
  let readable = false;
  for (let at = 0; at < html.length; ) {
    const next = html.indexOf('<', at);
    readable ||= html.slice(at, next < 0 ? html.length : next).trim() !== '';
    if (next < 0) break;
    if (html.startsWith('<!--', next)) {
      const end = html.indexOf('-->', next);
      if (end < 0) return false;
      at = end + 3;
      continue;
    }
    tag.lastIndex = next;
    const found = tag.exec(html);
    if (!found || !elements.has((found[1] ?? '').toLowerCase()) || !plainAttributes(found[2] ?? '')) return false;
    readable ||= found[1] === 'img';
    at = tag.lastIndex;
  }
  return readable;
}

function plainAttributes(text: string): boolean {
  for (const [, name = '', double, single] of text.matchAll(attribute)) {
    if (!attributes.has(name.toLowerCase())) return false;
    if (/^\s*(?:javascript|vbscript)\s*:/i.test(double ?? single ?? '')) return false;
  }
  return true;
}
