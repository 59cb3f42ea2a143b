import { decodeHTMLStrict } from 'entities';

/** Elements of HTML 4.0 chapters 7 to 11 (except 9.4) and 15, `a` and `img`: rule txt-1 of R4's Narrative. */
const elements = new Set(
  (
    'a abbr acronym address area b bdo big blockquote br caption center cite code col colgroup dd dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr ' +
    'i img kbd li map ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var'
  ).split(' '),
);
const xhtmlNamespace = 'http://www.w3.org/1999/xhtml';
const openTag = /<([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const closeTag = /<\/([A-Za-z][A-Za-z0-9]*)\s*>/y;
const comment = /<!--(?:(?!--)[\s\S])*-->/y;
const attribute = /([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const loneAmpersand = /&(?!#\d{1,7};|#x[0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{0,31};)/;
const activeUrl = /^(?:javascript|vbscript|data\s*:\s*(?:text|application))\b/i;
/** What a browser leaves out of an address: tab and line ends anywhere, and control characters and spaces before it. */
const leftOut = /^[\0-\x20]+|[\t\n\r]/g;

/**
 * What makes a narrative's XHTML invalid (https://hl7.org/fhir/R4/narrative.html#xhtml), or undefined when nothing does.
 *
 * Checks form, elements and active content. It is no sanitiser: whoever shows a narrative still needs one.
 */
export function xhtmlFault(xhtml: string): string | undefined {
  const text = xhtml.trim();
  if (!/^<div[\s>/]/.test(text)) return 'must be one div element';
  if (loneAmpersand.test(text)) return 'holds an ampersand that is not written as &amp;';
  const open: string[] = [];
  let hasContent = false;
  let at = 0;
  while (at < text.length) {
    if (text[at] !== '<') {
      const next = text.indexOf('<', at);
      const end = next < 0 ? text.length : next;
      if (/\S/.test(text.slice(at, end))) hasContent = true;
      at = end;
      continue;
    }
    const { end, name, kind, fault } = readMarkup(text, at);
    if (fault !== undefined) return fault;
    if (name === 'img') hasContent = true;
    if (kind === 'open') open.push(name);
    if (kind === 'close' && open.pop() !== name)
      return 'has elements that are not closed in the order they were opened';
    at = end;
    if (open.length === 0 && at < text.length) return 'must be one div element with nothing after it';
  }
  if (open.length > 0) return 'has an element that is not closed';
  return hasContent ? undefined : 'must have content that is not white space';
}

interface Markup {
  readonly end: number;
  readonly name: string;
  readonly kind: 'open' | 'close' | 'empty';
  readonly fault?: string | undefined;
}

function readMarkup(text: string, at: number): Markup {
  const opening = matchAt(openTag, text, at);
  if (opening !== null) {
    const [whole, name = '', attributes = '', slash] = opening;
    return { end: at + whole.length, name, kind: slash === '/' ? 'empty' : 'open', fault: tagFault(name, attributes) };
  }
  const closing = matchAt(closeTag, text, at);
  if (closing !== null) return { end: at + closing[0].length, name: closing[1] ?? '', kind: 'close' };
  const skipped = matchAt(comment, text, at);
  if (skipped !== null) return { end: at + skipped[0].length, name: '', kind: 'empty' };
  return { end: at + 1, name: '', kind: 'empty', fault: 'holds markup that is not well-formed XML' };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function tagFault(name: string, attributes: string): string | undefined {
  if (!elements.has(name)) return 'holds an element that FHIR does not allow in narrative';
  const seen = new Set<string>();
  for (const [, key = '', double, single] of attributes.matchAll(attribute)) {
    if (seen.has(key)) return 'holds an element that has the same attribute twice';
    seen.add(key);
    if (/^on/i.test(key)) return 'holds an event attribute, which FHIR does not allow in narrative';
    const value = double ?? single ?? '';
    if ((key === 'href' || key === 'src') && isActive(value)) return 'holds a link to a script';
    if (key === 'xmlns' && value !== xhtmlNamespace) return 'holds an element of another namespace than XHTML';
  }
  return undefined;
}

/** Whether a browser that is shown the attribute would run something, however it is written. */
function isActive(attributeValue: string): boolean {
  const url = attributeValue.includes('&') ? decodeHTMLStrict(attributeValue) : attributeValue;
  return activeUrl.test(url.replace(leftOut, ''));
}
