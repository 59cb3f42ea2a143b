import type { Html } from '../html/html.ts';

/**
 * A service's answer to a shell that asked for a fragment: the markup, with 200, 404 (no such thing) or 422 (a form whose input has to
 * be put right).
 */
export function fragmentResponse(content: Html, status: 200 | 404 | 422 = 200): Response {
  return new Response(content.toString(), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}

/** The answer to a form that was accepted: go to a path of the service (empty: the chart), and say `message` once. */
export function doneResponse(path: string, message: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location: path, 'baseplate-message': encodeURIComponent(message), 'cache-control': 'no-store' },
  });
}

/** The answer when the record refuses all that the fragment would show; the shell has the words for it. */
export function withheldResponse(): Response {
  return new Response(null, { status: 403, headers: { 'cache-control': 'no-store' } });
}
