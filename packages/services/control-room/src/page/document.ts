import { attributes, type Html, type HtmlValue, html } from '@baseplate-epr/clinical-format';
import { linkTo, type Visit } from '../visit.ts';
import { stylesPath } from './styles-path.ts';

/** Places of the control room, as its navigation has them. */
const places = [
  { path: '/', title: 'Assembly' },
  { path: '/plan', title: 'Plan' },
  { path: '/progress', title: 'Progress' },
  { path: '/services', title: 'Services' },
  { path: '/history', title: 'History' },
  { path: '/latency', title: 'Latency' },
  { path: '/storage', title: 'Storage' },
] as const;

/** One page. */
export interface DocumentOptions {
  /** Of the tab. */
  readonly title: string;
  readonly status?: number;
  readonly main: HtmlValue;
}

/** A whole page as an answer. */
export function documentPage(visit: Visit, { title, status = 200, main }: DocumentOptions): Response {
  return htmlAnswer(html`${documentStart(visit, title)}${main}${documentEnd}`, status);
}

/** Everything of a page before its main content, for answers that are written bit by bit. */
export function documentStart(visit: Visit, title: string): Html {
  const { organisation, principal } = visit.context;
  return html`<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>${title} – Control room – ${organisation.name}</title><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="icon" href="${icon}"><link rel="stylesheet" href="${linkTo(visit, stylesPath)}"></head>
<body><a class="skip" href="#main">Skip to main content</a><header class="bar"><p class="bar__name"><b>Control room</b> <span>${organisation.name}</span></p><p class="bar__who">${principal.display}, ${principal.role.display} · <a href="/">Back to the record</a></p><nav aria-label="Control room"><ul>${places.map(
    ({ path, title: name }) =>
      html`<li><a${attributes({ href: linkTo(visit, path), 'aria-current': visit.url.pathname === path ? 'page' : undefined })}>${name}</a></li>`,
  )}</ul></nav></header><main id="main" tabindex="-1">`;
}

/** Everything after it. */
export const documentEnd: Html = html`</main></body></html>
`;

/** Markup as an answer; never kept by a browser or proxy. */
export function htmlAnswer(markup: Html, status: number): Response {
  return new Response(String(markup), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Cpath d='M1 1h2v1h2V1h2v1h1v5H0V2h1z' fill='%23005eb8'/%3E%3C/svg%3E";
