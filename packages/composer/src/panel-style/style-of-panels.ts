import { scopedStyle } from './panel-style.ts';
import { styleProblems } from './style-problems.ts';

/** Largest style sheet of panels, in UTF-16 code units. */
const styleLimit = 500_000;

/** Query of the address under which pages with panels ask for a style sheet. Without it, it is for the service's own pages, as it is. */
const forPanels = '?for=panels';

/** Address of a service's style sheet for pages that show its panels. */
export function addressForPanels(service: string, path: string): string {
  return `/services/${service}${path}${forPanels}`;
}

/** Whether it is a page with panels that asks. */
export function isForPanels(request: Request): boolean {
  return new URL(request.url).search === forPanels;
}

/** A style sheet as a service gives it, made to hold for its panels alone. One that cannot be kept there does nothing. */
export async function styleOfPanels(file: Response, service: string): Promise<Response> {
  const { status } = file;
  if (!file.ok) return file;
  const style = await file.text();
  const problems = problemsOf(style);
  const headers = new Headers(file.headers);
  for (const name of ['content-length', 'etag', 'content-encoding']) headers.delete(name);
  headers.set('content-type', 'text/css; charset=utf-8');
  if (problems.length === 0) return new Response(scopedStyle(style, service), { status, headers });
  headers.set('cache-control', 'no-store');
  return new Response(
    '/* This style sheet could not be kept within the panels of its service, so nothing of it is here. */',
    { status, headers },
  );
}

/** Why a style sheet cannot be used for panels, in words; empty if it can. */
export function problemsOf(style: string): readonly string[] {
  return style.length > styleLimit
    ? [`It is longer than ${styleLimit.toLocaleString('en-GB')} characters.`]
    : styleProblems(style);
}
