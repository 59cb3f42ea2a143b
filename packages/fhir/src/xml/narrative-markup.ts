import { decodeHTMLStrict } from 'entities';
import { SaxesParser } from 'saxes';
import { xhtmlNamespace } from './namespaces.ts';

const htmlEntity = /&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;/g;

/**
 * A narrative's markup as it stands in XML: in the namespace of XHTML, and with characters where HTML has entities that XML does not
 * know. Otherwise as it was written.
 *
 * @returns undefined if it is no well-formed XML
 */
export function narrativeMarkup(xhtml: string): string | undefined {
  const text = xhtml.trim().replace(htmlEntity, (entity) => decodeHTMLStrict(entity));
  const markup = /^<div\s[^>]*\bxmlns\s*=/.test(text)
    ? text
    : text.replace(/^<div\b/, `<div xmlns="${xhtmlNamespace}"`);
  const state = { wellFormed: true };
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', () => {
    state.wellFormed = false;
  });
  parser.on('doctype', () => {
    state.wellFormed = false;
  });
  parser.on('opentag', ({ uri }) => {
    if (uri !== xhtmlNamespace) state.wellFormed = false;
  });
  parser.write(markup).close();
  return state.wellFormed ? markup : undefined;
}
