import { escapeText } from './escape-text.ts';
import { type Html, html, trustedMarkup } from './html.ts';
import { safeUrl } from './safe-url.ts';

/** The value of one attribute. `true` writes the bare name; `false`, `null` and `undefined` leave it out. */
export type AttributeValue = string | number | boolean | null | undefined;

const validName = /^[a-zA-Z_][a-zA-Z0-9_.:-]*$/;
const addressNames = new Set(['href', 'src', 'action', 'formaction', 'poster', 'cite', 'xlink:href']);

/**
 * Writes attributes for use inside a tag, each with a leading space: `<a${attributes({ href })}>`. Values are
 * escaped and quoted; addresses go through `safeUrl`; event handlers (`on...`), `style`, `srcdoc` and names that
 * are not attribute names are left out, because a fragment may not carry them (the content security policy would refuse them).
 */
export function attributes(values: Readonly<Record<string, AttributeValue>>): Html {
  let text = '';
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === false || !isAllowed(name)) continue;
    if (value === true) {
      text += ` ${name}`;
      continue;
    }
    const written = addressNames.has(name.toLowerCase()) ? safeUrl(String(value)) : String(value);
    text += ` ${name}="${escapeText(written)}"`;
  }
  return text === '' ? html`` : trustedMarkup(text);
}

function isAllowed(name: string): boolean {
  return validName.test(name) && !/^(?:on|style$|srcdoc$)/i.test(name);
}
