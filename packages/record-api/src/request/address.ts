/** Where a request goes, as it was sent: escapes stand as they are. */
export interface Address {
  readonly path: string;
  /** With its question mark; empty if there is none. */
  readonly query: string;
}

/**
 * Path and query of a request's URL. A `Request` has it absolute and normalised, so it is cut and not parsed: every request needs it, at
 * several places.
 */
export function addressOf({ url }: Pick<Request, 'url'>): Address {
  const begin = url.indexOf('/', url.indexOf('://') + 3);
  const fragment = url.indexOf('#', begin);
  const end = fragment === -1 ? url.length : fragment;
  const mark = url.indexOf('?', begin);
  const query = mark === -1 || mark > end ? end : mark;
  return { path: url.slice(begin, query), query: url.slice(query, end) };
}
