import { escapeText } from './escape-text.ts';

const marker: unique symbol = Symbol.for('baseplate.clinical-format.html');

/**
 * Markup that is safe to send: either constant text or values that were escaped on their way in.
 * The marker is a symbol, so nothing parsed from JSON can pass for `Html`.
 */
export type Html = {
  readonly [marker]: true;
  /** The markup itself. */
  toString(): string;
};

/**
 * What may stand in an {@link html} template. Strings and numbers are escaped; `Html` is kept; arrays are joined
 * without a separator; `null`, `undefined`, `true` and `false` write nothing, so `condition && html...` works.
 */
export type HtmlValue = Html | string | number | bigint | boolean | null | undefined | readonly HtmlValue[];

/**
 * Builds markup with every value escaped for element content and for quoted attribute values.
 * Attribute values must stand in quotes; for optional attributes and addresses use `attributes`.
 * Never throws: a value of a kind the type does not allow writes nothing.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = strings[0] ?? '';
  for (let index = 0; index < values.length; index += 1) {
    text += write(values[index]) + (strings[index + 1] ?? '');
  }
  return markup(text);
}

/** Joins values as {@link html} would write them, with `separator` (escaped too) between those that write something. */
export function joinHtml(values: readonly HtmlValue[], separator: HtmlValue = ''): Html {
  return markup(
    values
      .map(write)
      .filter((text) => text !== '')
      .join(write(separator)),
  );
}

/**
 * Constant markup: a template without values, so that no data can reach it. The type refuses `${...}`.
 */
export function raw(strings: TemplateStringsArray): Html {
  return markup(strings[0] ?? '');
}

/**
 * Declares a text to be safe markup. Only for text that has just left an allow-list sanitiser (the shell does this
 * with the fragments of other modules); anything else is a cross-site scripting hole.
 */
export function trustedMarkup(sanitised: string): Html {
  return markup(sanitised);
}

/** Whether a value is {@link Html}; plain strings and anything parsed from JSON are not. */
export function isHtml(value: unknown): value is Html {
  return typeof value === 'object' && value !== null && marker in value;
}

function markup(text: string): Html {
  return { [marker]: true, toString: () => text };
}

function write(value: unknown): string {
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number' || typeof value === 'bigint') return escapeText(String(value));
  if (Array.isArray(value)) return value.map(write).join('');
  return isHtml(value) ? value.toString() : '';
}
