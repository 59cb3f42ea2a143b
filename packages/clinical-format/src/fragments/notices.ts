import { type Html, type HtmlValue, html } from '../html/html.ts';

/** A sentence in the place of content that is not there. Say what is missing: "No problems recorded." */
export function emptyState(text: HtmlValue): Html {
  return html`<p class="clinical-empty">${text}</p>`;
}

/** A warning that must be read before going on. The heading says what about: "Important: potassium". */
export function warningCallout(heading: string, content: HtmlValue, level: 2 | 3 | 4 = 3): Html {
  const inside = html`<span class="nhsuk-u-visually-hidden">Important: </span>${heading}`;
  const title =
    level === 2
      ? html`<h2 class="nhsuk-warning-callout__label">${inside}</h2>`
      : level === 3
        ? html`<h3 class="nhsuk-warning-callout__label">${inside}</h3>`
        : html`<h4 class="nhsuk-warning-callout__label">${inside}</h4>`;
  return html`<div class="nhsuk-warning-callout">${title}${content}</div>`;
}

/** A fact set apart from the text around it. */
export function insetText(content: HtmlValue): Html {
  return html`<div class="nhsuk-inset-text"><span class="nhsuk-u-visually-hidden">Information: </span>${content}</div>`;
}
