import { SaxesParser, type SaxesTagNS } from 'saxes';
import { escapeXml } from './escape-xml.ts';
import { fhirNamespace, schemaInstanceNamespace, xhtmlNamespace, xmlnsNamespace } from './namespaces.ts';
import type { XmlElement } from './xml-element.ts';
import { type XmlFault, type XmlPlace, xmlFault, xmlLimit } from './xml-fault.ts';
import { defaultXmlReadOptions, maxXmlAttributes, type XmlReadOptions } from './xml-read-options.ts';

/** Reads a text from its beginning, piece by piece. */
export interface ElementReader {
  /** Reads the next piece; the pieces together are the text. */
  read(piece: string): void;
  /** The root element, when everything has been read. */
  end(): XmlElement;
}

/** The elements of one FHIR XML document; see {@link elementReader}. */
export function readElements(xml: string, options: XmlReadOptions = {}): XmlElement {
  const reader = elementReader(xml, options);
  reader.read(xml);
  return reader.end();
}

/**
 * Reads the elements of one FHIR XML document. Comments and processing instructions are dropped, a narrative is kept as it is
 * written. Document types, and with them entities of the sender's own, are refused.
 *
 * @throws BaseplateError `input-invalid`, `limit-exceeded`
 */
export function elementReader(xml: string, options: XmlReadOptions = {}): ElementReader {
  const { maxDepth, maxElements, maxLength, strayText } = { ...defaultXmlReadOptions, ...options };
  if (xml.length > maxLength) throw xmlLimit('length', maxLength);

  const parser = new SaxesParser({ xmlns: true });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  let attributes = 0;
  let depth = 0;
  /** Where the markup of the narrative that is being read begins, and at which depth. */
  let narrative: { readonly start: number; readonly depth: number; readonly declares: boolean } | undefined;
  let tagStart = 0;

  const place = () => ({ line: parser.line, column: parser.column + 1 });
  const fault = (name: XmlFault) => xmlFault(name, place());

  parser.on('error', () => {
    throw fault('not-well-formed');
  });
  parser.on('doctype', () => {
    throw fault('document-type');
  });
  parser.on('xmldecl', ({ encoding, version }) => {
    const isUtf8 = encoding === undefined || /^(utf-?8|us-ascii)$/i.test(encoding);
    if (!isUtf8 || (version !== undefined && version !== '1.0')) throw fault('unsupported-encoding');
  });
  parser.on('opentagstart', () => {
    // The parser stands one character behind the name, which holds no `<`.
    tagStart = xml.lastIndexOf('<', parser.position - 1);
    attributes = 0;
    elements += 1;
    depth += 1;
    if (elements > maxElements) throw xmlLimit('elements', maxElements);
    if (depth > maxDepth) throw xmlLimit('depth', maxDepth);
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > maxXmlAttributes) throw xmlLimit('attributes', maxXmlAttributes);
  });
  parser.on('opentag', (tag) => {
    if (narrative !== undefined) {
      if (isPrefixed(tag)) throw fault('prefixed-narrative');
      if (tag.uri !== xhtmlNamespace) throw fault('foreign-element');
      return;
    }
    if (tag.uri === xhtmlNamespace && tag.local === 'div' && open.length > 0) {
      if (isPrefixed(tag)) throw fault('prefixed-narrative');
      narrative = { start: tagStart, depth, declares: 'xmlns' in tag.attributes };
      return;
    }
    // A name with an underscore would pass in JSON for the extensions of a primitive.
    if (tag.uri !== fhirNamespace || tag.local.startsWith('_')) throw fault('foreign-element');
    const element: XmlElement = { name: tag.local, ...attributesOf(tag, place()), children: [], ...place() };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    depth -= 1;
    if (narrative === undefined) {
      open.pop();
      return;
    }
    if (depth >= narrative.depth) return;
    const markup = withoutCdata(xml.slice(narrative.start, parser.position));
    const xhtml = narrative.declares ? markup : markup.replace('<div', `<div xmlns="${xhtmlNamespace}"`);
    const none = { id: undefined, url: undefined, value: undefined };
    open.at(-1)?.children.push({ name: 'div', ...none, children: [], xhtml, ...place() });
    narrative = undefined;
  });
  parser.on('text', (text) => {
    if (narrative === undefined && strayText === 'refuse' && /\S/.test(text)) throw fault('stray-text');
  });
  parser.on('cdata', () => {
    if (narrative === undefined && strayText === 'refuse') throw fault('stray-text');
  });

  return {
    read(piece) {
      parser.write(piece);
    },
    end() {
      parser.close();
      if (root === undefined) throw fault('not-well-formed');
      return root;
    },
  };
}

function isPrefixed(tag: SaxesTagNS): boolean {
  if (tag.prefix !== '') return true;
  return Object.values(tag.attributes).some(({ prefix }) => prefix !== '' && prefix !== 'xml' && prefix !== 'xmlns');
}

/** A narrative in which text is written as text: a section of CDATA is another way of writing it (XML 1.0 §2.7), and no markup. */
function withoutCdata(markup: string): string {
  if (!markup.includes('<![CDATA[')) return markup;
  const section = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>/g;
  return markup.replace(section, (whole: string, text?: string) => (text === undefined ? whole : escapeXml(text)));
}

function attributesOf(tag: SaxesTagNS, place: XmlPlace): Pick<XmlElement, 'id' | 'url' | 'value'> {
  for (const { name, uri } of Object.values(tag.attributes)) {
    const isFhir = name === 'id' || name === 'url' || name === 'value';
    if (!isFhir && uri !== xmlnsNamespace && uri !== schemaInstanceNamespace)
      throw xmlFault('foreign-attribute', place);
  }
  const { id, url, value } = tag.attributes;
  return { id: id?.value, url: url?.value, value: value?.value };
}
