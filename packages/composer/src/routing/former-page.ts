import { pageOfWords } from './page-of-words.ts';
import { wantsPage } from './wants-page.ts';
import { waysOn } from './ways-on.ts';

/**
 * What to answer in the place of a user interface that knows no page at an address, once another one was here: the address may be of one of
 * its pages, which somebody has open or has marked.
 *
 * @returns `undefined` where the interface's own answer stands: for its first page and that of a patient, and for what is no page
 */
export function formerPage(request: Request): Response | undefined {
  const { pathname } = new URL(request.url);
  if (request.method !== 'GET' || !wantsPage(request)) return undefined;
  if (pathname === '/' || /^\/patients\/[^/]+\/?$/.test(pathname)) return undefined;
  const { links } = waysOn(pathname);
  return pageOfWords(
    404,
    'The screens of this record were changed',
    `<p>There is no page at this address any more. It may be of the screens that were here before. What was kept as a draft is still there, with the patient it is about.</p>
<p>To go on, ${links}.</p>`,
  );
}
