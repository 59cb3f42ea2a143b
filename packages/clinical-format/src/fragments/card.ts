import { attributes } from '../html/attributes.ts';
import { type Html, type HtmlValue, html } from '../html/html.ts';

/** A link beside a heading. Say where it goes: "All results", never "more". */
export type CardLink = { readonly text: string; readonly href: string };

/** One section of the chart. */
export type CardOptions = {
  /** Unique on the page, because the heading's id is made from it. */
  readonly id: string;
  readonly heading: string;
  /** 2 in the chart (default), deeper inside another section. */
  readonly level?: 2 | 3 | 4;
  /** A few words beside the heading: "3 active". */
  readonly meta?: HtmlValue;
  readonly link?: CardLink;
  /** `away` marks a section whose source did not answer; it says so in words too. */
  readonly tone?: 'plain' | 'away' | 'urgent';
  readonly content: HtmlValue;
};

/** A card with a heading that names it for screen readers, over the NHS design system's card. */
export function card({ id, heading, level = 2, meta, link, tone = 'plain', content }: CardOptions): Html {
  const headingId = `${id}-heading`;
  const className = `nhsuk-card clinical-card${tone === 'plain' ? '' : ` clinical-card--${tone}`}`;
  const named = attributes({ class: 'nhsuk-heading-s nhsuk-card__heading clinical-card__heading', id: headingId });
  const title =
    level === 2
      ? html`<h2${named}>${heading}</h2>`
      : level === 3
        ? html`<h3${named}>${heading}</h3>`
        : html`<h4${named}>${heading}</h4>`;
  return html`<section${attributes({ class: className, id, 'aria-labelledby': headingId })}><div class="nhsuk-card__content"><div class="clinical-card__top">${title}${
    meta !== undefined && html`<span class="clinical-meta">${meta}</span>`
  }${link && html`<a class="nhsuk-link clinical-card__link"${attributes({ href: link.href })}>${link.text}</a>`}</div>${content}</div></section>`;
}
