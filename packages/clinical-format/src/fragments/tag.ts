import { attributes } from '../html/attributes.ts';
import { type Html, type HtmlValue, html } from '../html/html.ts';

/** Colours of the NHS design system's tag; the words carry the meaning, the colour only repeats it. */
export type TagColour =
  | 'blue'
  | 'white'
  | 'grey'
  | 'green'
  | 'aqua-green'
  | 'purple'
  | 'pink'
  | 'red'
  | 'orange'
  | 'yellow';

/** A short status in a coloured box. */
export function tag(text: HtmlValue, colour: TagColour = 'blue'): Html {
  return html`<strong${attributes({ class: `nhsuk-tag nhsuk-tag--${colour}` })}>${text}</strong>`;
}
