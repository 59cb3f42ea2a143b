import { foreignLinks } from './foreign-links.ts';

/**
 * A page of a service, as it may be shown: it leads nobody out of the record by itself or unseen. Links to elsewhere go by way of a page of the
 * record, which shows the whole address first. A document of a kind whose links cannot be seen through is shown as text.
 *
 * @param service - name of the service whose page it is
 */
export function containedPage(response: Response, service: string): Response {
  const type = response.headers.get('content-type') ?? '';
  const headers = new Headers(response.headers);
  if (!/html/i.test(type) || /xml/i.test(type)) {
    // Without a type a browser might take it for a page.
    if (type === '' || /xml|multipart/i.test(type)) headers.set('content-type', 'text/plain; charset=utf-8');
    return new Response(response.body, { status: response.status, headers });
  }
  headers.set('content-type', 'text/html; charset=utf-8');
  const links = foreignLinks((to) => `/elsewhere/${service}?to=${encodedForAnyPlace(to)}`);
  const body = response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(
      new TransformStream<string, string>({
        transform: (chunk, controller) => controller.enqueue(links.take(chunk)),
        flush: (controller) => controller.enqueue(links.rest()),
      }),
    )
    .pipeThrough(new TextEncoderStream());
  return new Response(body ?? null, { status: response.status, headers });
}

/** Without any character that ends an attribute, however the page quotes it. */
function encodedForAnyPlace(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}
