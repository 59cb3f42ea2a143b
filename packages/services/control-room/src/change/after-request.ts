import { html } from '@baseplate-epr/clinical-format';
import type { RunView } from '@baseplate-epr/contracts';
import type { Told } from '../assembly/ask-assembly.ts';
import { messagePage, notToldPage } from '../page/message-page.ts';
import { linkTo, type Visit } from '../visit.ts';

/** The answer to a form that asked for a change: its progress, or why nothing was done. */
export function afterRequest(visit: Visit, told: Told<RunView>): Response {
  if (told.outcome === 'told')
    return new Response(null, { status: 303, headers: { location: '/progress', 'cache-control': 'no-store' } });
  if (told.outcome === 'refused') return notToldPage(visit, told);
  return messagePage(visit, {
    status: 422,
    heading: 'That was not done',
    content: html`<p class="notice notice--fail">${told.message ?? 'The assembly did not answer, so it is not known whether it has begun.'}</p><p class="actions"><a class="button" href="${linkTo(visit, '/progress?still')}">See the progress</a> <a href="${linkTo(visit, '/plan')}">See the plan</a></p>`,
  });
}
