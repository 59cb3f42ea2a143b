/** Headers by which a caller is recognised: they are worth more than the scopes a service was granted. */
const credentials = ['authorization', 'cookie', 'proxy-authorization'];

/**
 * The request as a service may see it: without the caller's credentials, with which it could act outside its own scopes.
 *
 * @param path - path and query within the service; absent for the assembly's user interface, which sees the whole address.
 */
export function serviceRequest(request: Request, path?: string): Request {
  const url = new URL(request.url);
  if (path !== undefined) {
    const mark = path.indexOf('?');
    // Set part by part: a path that begins with two slashes would otherwise be taken for another host.
    url.pathname = mark < 0 ? path : path.slice(0, mark);
    url.search = mark < 0 ? '' : path.slice(mark);
  }
  const headers = new Headers(request.headers);
  for (const name of credentials) headers.delete(name);
  const { method, signal, body } = request;
  return new Request(url, { method, headers, signal, ...(body === null ? {} : { body, duplex: 'half' }) });
}
