import { type Html, html, raw } from '@baseplate-epr/clinical-format';
import { htmlNodes, type LetterNode } from './html-nodes.ts';

/**
 * An HTML letter drawn anew from its words and structure, below a heading of level 2. Nothing of its markup is passed on, so it can
 * neither run, load, link, send a form nor look like a part of the chart.
 */
export function letterHtml(letter: string): Html {
  return html`<div class="clinical-letter">${write(htmlNodes(letter))}</div>`;
}

function write(nodes: readonly LetterNode[]): readonly Html[] {
  return nodes.map((node) => (typeof node === 'string' ? html`${node}` : element(node.tag, write(node.children))));
}

/** Headings move below that of the card. */
const elements: Readonly<Record<string, (inside: readonly Html[]) => Html>> = {
  p: (inside) => html`<p>${inside}</p>`,
  br: () => raw`<br>`,
  hr: () => raw`<hr>`,
  h1: (inside) => html`<h3 class="nhsuk-heading-s">${inside}</h3>`,
  h2: (inside) => html`<h4 class="nhsuk-heading-xs">${inside}</h4>`,
  h3: (inside) => html`<p><b>${inside}</b></p>`,
  h4: (inside) => html`<p><b>${inside}</b></p>`,
  h5: (inside) => html`<p><b>${inside}</b></p>`,
  h6: (inside) => html`<p><b>${inside}</b></p>`,
  ul: (inside) => html`<ul class="nhsuk-list nhsuk-list--bullet">${inside}</ul>`,
  ol: (inside) => html`<ol class="nhsuk-list nhsuk-list--number">${inside}</ol>`,
  li: (inside) => html`<li>${inside}</li>`,
  dl: (inside) => html`<dl>${inside}</dl>`,
  dt: (inside) => html`<dt>${inside}</dt>`,
  dd: (inside) => html`<dd>${inside}</dd>`,
  b: (inside) => html`<b>${inside}</b>`,
  strong: (inside) => html`<strong>${inside}</strong>`,
  em: (inside) => html`<em>${inside}</em>`,
  i: (inside) => html`<em>${inside}</em>`,
  u: (inside) => html`${inside}`,
  sub: (inside) => html`<sub>${inside}</sub>`,
  sup: (inside) => html`<sup>${inside}</sup>`,
  blockquote: (inside) => html`<blockquote>${inside}</blockquote>`,
  pre: (inside) => html`<pre class="clinical-text">${inside}</pre>`,
  table: (inside) => html`<table class="nhsuk-table clinical-table">${inside}</table>`,
  thead: (inside) => html`<thead>${inside}</thead>`,
  tbody: (inside) => html`<tbody>${inside}</tbody>`,
  tfoot: (inside) => html`<tfoot>${inside}</tfoot>`,
  tr: (inside) => html`<tr>${inside}</tr>`,
  th: (inside) => html`<th class="nhsuk-table__header" scope="col">${inside}</th>`,
  td: (inside) => html`<td class="nhsuk-table__cell">${inside}</td>`,
  caption: (inside) => html`<caption>${inside}</caption>`,
};

function element(tag: string, inside: readonly Html[]): Html {
  return elements[tag]?.(inside) ?? html`${inside}`;
}
