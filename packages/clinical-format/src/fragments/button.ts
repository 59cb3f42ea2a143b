import { type AttributeValue, attributes } from '../html/attributes.ts';
import { type Html, type HtmlValue, html } from '../html/html.ts';

/** How a button looks and what it sends. */
export type ButtonOptions = {
  readonly variant?: 'primary' | 'secondary' | 'warning' | 'reverse';
  readonly small?: boolean;
  readonly name?: string;
  readonly value?: string;
  readonly type?: 'submit' | 'button';
  /** Words only for screen readers, after the visible ones: "Acknowledge" + "potassium, 21-Nov-2026". */
  readonly hiddenText?: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
};

/** A button of a form. It asks the NHS design system's script to swallow a second click. */
export function button(text: HtmlValue, options: ButtonOptions = {}): Html {
  const { name, value, type = 'submit', hiddenText } = options;
  const common = { class: className(options), name, value, type };
  const script = { 'data-module': 'nhsuk-button', 'data-prevent-double-click': 'true' };
  return html`<button${attributes({ ...common, ...script, ...options.attributes })}>${text}${hidden(hiddenText)}</button>`;
}

/** A link that looks like a button, for going somewhere that starts a task. */
export function buttonLink(text: HtmlValue, href: string, options: ButtonOptions = {}): Html {
  const own = { class: className(options), href, draggable: 'false' };
  return html`<a${attributes({ ...own, ...options.attributes })}>${text}${hidden(options.hiddenText)}</a>`;
}

/** Buttons side by side, with room between them; the main one first. */
export function buttonGroup(buttons: HtmlValue): Html {
  return html`<div class="nhsuk-button-group clinical-buttons">${buttons}</div>`;
}

function className({ variant = 'primary', small = false }: ButtonOptions): string {
  return `nhsuk-button${variant === 'primary' ? '' : ` nhsuk-button--${variant}`}${small ? ' nhsuk-button--small' : ''}`;
}

function hidden(text: string | undefined): HtmlValue {
  return text !== undefined && html`<span class="nhsuk-u-visually-hidden"> ${text}</span>`;
}
