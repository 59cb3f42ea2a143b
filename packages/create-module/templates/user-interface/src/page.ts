import { button, form, type Html, html } from '@baseplate-epr/clinical-format';
import { stylePaths } from './styles.ts';
import type { Visit } from './visit.ts';

/** One page. */
export interface PageOptions {
  readonly title: string;
  readonly main: Html;
  readonly status?: number;
  /** Says whose chart it is; stands above everything else. */
  readonly banner?: Html;
}

/** A whole page, never kept by a browser or proxy. It has no script: what it does, it does without. */
export function page({ shell, context }: Visit, { title, main, status = 200, banner }: PageOptions): Response {
  const { csrfToken, fragments } = shell;
  const signOut = form({
    action: '/sign-out',
    formFields: [{ name: 'csrf', value: csrfToken }],
    content: button('Sign out', { variant: 'reverse', small: true }),
  });
  const markup = html`<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>${title} – ${context.organisation.name}</title><meta name="viewport" content="width=device-width, initial-scale=1">${[
    ...stylePaths,
    ...fragments.styles(),
  ].map((href) => html`<link rel="stylesheet" href="${href}">`)}</head>
<body><a class="nhsuk-skip-link" href="#main">Skip to main content</a><header class="bar"><div class="page"><a href="/">Patients</a><span>${context.principal.display}</span>${signOut}</div></header>${banner}<main class="page" id="main" tabindex="-1">${main}</main></body></html>
`;
  return new Response(String(markup), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}

/** A page with a heading and one sentence: why there is nothing to show, and what to do. */
export function messagePage(visit: Visit, status: number, heading: string, words: string): Response {
  return page(visit, {
    title: heading,
    status,
    main: html`<h1 class="nhsuk-heading-l">${heading}</h1><p>${words}</p>`,
  });
}
