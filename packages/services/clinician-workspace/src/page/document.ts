import { attributes, type Html, type HtmlValue, html } from '@baseplate-epr/clinical-format';
import { nhsukStylesPath, ownStylesPath, scriptPath } from '../assets/asset-paths.ts';
import type { Visit } from '../visit.ts';
import { header } from './header.ts';

/** One page. */
export interface DocumentOptions {
  /** Of the tab, without the record's name. */
  readonly title: string;
  readonly status?: number;
  /** Stands between the header and the main part, over the whole width. */
  readonly banner?: Html;
  readonly main: HtmlValue;
  readonly current?: 'wards' | 'patients';
  /** Also link the style sheets of the services whose fragments the page shows. */
  readonly fragments?: boolean;
  /** Leave out the quick find, where the page itself is the search. */
  readonly withoutFind?: boolean;
}

/** A whole page as an answer; never kept by a browser or proxy. */
export function documentPage(visit: Visit, options: DocumentOptions): Response {
  const { title, status = 200, banner, main } = options;
  const styles = [
    nhsukStylesPath,
    ownStylesPath,
    ...(options.fragments === true ? visit.shell.fragments.styles() : []),
  ];
  const markup = html`<!doctype html>
<html lang="en-GB" class="nhsuk-template"><head><meta charset="utf-8"><title>${title} – ${recordName(visit)}</title><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="theme-color" content="#005eb8"><link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Crect width='8' height='8' rx='1' fill='%23005eb8'/%3E%3Cpath d='M3 1h2v2h2v2H5v2H3V5H1V3h2z' fill='%23fff'/%3E%3C/svg%3E">${styles.map((href) => html`<link rel="stylesheet"${attributes({ href })}>`)}<script type="module" src="${scriptPath}"></script></head>
<body class="nhsuk-template__body workspace"><a class="nhsuk-skip-link" href="#main">Skip to main content</a>${header(visit, options)}${banner}<main class="workspace-main" id="main" tabindex="-1">${main}</main></body></html>
`;
  return htmlAnswer(markup, status);
}

/** Markup as an answer; never kept by a browser or proxy. */
export function htmlAnswer(markup: Html, status: number): Response {
  return new Response(String(markup), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}

/** What the record calls itself. */
export function recordName({ options, context }: Visit): string {
  return options.recordName ?? context.organisation.name;
}
