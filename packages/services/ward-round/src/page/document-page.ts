import { html, trustedMarkup } from '@baseplate-epr/clinical-format';
import { browserFiles } from '../generated/browser-files.ts';
import type { Visit } from '../visit.ts';

/** An answer that the browser's part would ask for first, so that it is there with the page. */
export interface FirstAnswer {
  readonly path: string;
  readonly response: Response;
}

/**
 * The one page. It comes with the first answers it needs, as data that no browser runs; without them (`bare`) it is what a tablet keeps
 * to open when there is no network, and holds nothing about anybody.
 */
export async function documentPage(visit: Visit, first: readonly FirstAnswer[], status = 200): Promise<Response> {
  const of = (wanted: 'style' | 'script') => browserFiles.filter(({ kind, start }) => start && kind === wanted);
  const styles = [...of('style').map(({ path }) => path), ...visit.shell.fragments.styles()];
  const answers = Object.fromEntries(
    await Promise.all(
      first.map(
        async ({ path, response }) => [path, { status: response.status, body: await response.json() }] as const,
      ),
    ),
  );
  const worker = browserFiles.find(({ worker: isWorker }) => isWorker)?.path ?? '';
  const markup = html`<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Ward round</title><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="theme-color" content="#003087"><link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Crect width='8' height='8' rx='4' fill='%23003087'/%3E%3Cpath d='M3 1h2v2h2v2H5v2H3V5H1V3h2z' fill='%23fff'/%3E%3C/svg%3E">${styles.map(
    (href) => html`<link rel="stylesheet" href="${href}">`,
  )}${of('script').map(({ path }) => html`<script type="module" src="${path}"></script>`)}</head>
<body><div id="round" data-worker="${worker}"></div><noscript><main><h1>Ward round</h1><p>This screen needs JavaScript, which is turned off in this browser. Turn it on, or ask for a device where it is on.</p></main></noscript>${
    first.length > 0 &&
    html`<script type="application/json" id="first-answers">${trustedMarkup(dataIn(answers))}</script>`
  }</body></html>
`;
  return new Response(String(markup), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', [pageHeader]: '1' },
  });
}

/** Says that a page is this one; a page without it belongs to the sign-in, or to another user interface. */
const pageHeader = 'ward-round';

/** JSON that can stand in a page: no text in it can end the element or begin another. */
function dataIn(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
