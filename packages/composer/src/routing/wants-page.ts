/** Whether a browser asks for a page to show, also by way of a service worker, which says of itself that it asks for nothing in particular. */
export function wantsPage({ headers }: Request): boolean {
  return headers.get('sec-fetch-dest') === 'document' || (headers.get('accept') ?? '').includes('text/html');
}
