import { escaped, pageOfWords } from './page-of-words.ts';
import { plainAnswer } from './plain-answer.ts';
import { sameOrigin } from './same-origin.ts';

/** Stands between a page of a service and another site: whoever followed a link sees where it leads, and that the address tells what is in it. */
export function elsewherePage(request: Request, title: string | undefined): Response {
  const to = URL.parse(new URL(request.url).searchParams.get('to') ?? '');
  if (to === null || !/^https?:$/.test(to.protocol) || !sameOrigin(request))
    return plainAnswer(404, 'This is opened by a link of a page of this record only.');
  return pageOfWords(
    200,
    'This link leads out of the record',
    `<p>It is on a page of “${escaped(title ?? 'a service that is not here any more')}”, and leads to the site <b>${escaped(to.host)}</b>, at this address:</p>
<p><code>${escaped(to.href)}</code></p>
<p>That site gets the whole address. If it says anything about a patient, do not go on, and tell the service desk.</p>
<p><a href="${escaped(to.href)}" rel="noreferrer noopener">Go to ${escaped(to.host)}</a>, or go back in your browser, or <a href="/">open the record</a>.</p>`,
  );
}
