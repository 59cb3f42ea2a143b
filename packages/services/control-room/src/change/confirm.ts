import { type Html, hiddenInputs, html } from '@baseplate-epr/clinical-format';
import { askAssembly, askChange } from '../assembly/ask-assembly.ts';
import { documentPage } from '../page/document.ts';
import { notToldPage } from '../page/message-page.ts';
import { linkTo, type Visit } from '../visit.ts';
import { afterRequest } from './after-request.ts';
import { type Change, changes } from './changes.ts';

/** Says what a change will do, and has the button for it. */
export async function confirmPage(visit: Visit, what: string): Promise<Response> {
  const told = await askAssembly(visit);
  if (told.outcome !== 'told') return notToldPage(visit, told);
  const change = changes[what as Change['action']];
  const { changes: now } = told.value;
  const isRunning = now?.runs[0]?.state === 'running';
  const isFree = change.action === 'stop' || !isRunning;
  const seen = change.action === 'stop' || now === undefined ? [] : [{ name: 'seen', value: now.seen }];
  const main: Html =
    now !== undefined && isFree && change.isPossible(now)
      ? html`${change.says(now)}<form method="post" action="${linkTo(visit, visit.url.pathname)}">${hiddenInputs([...visit.own.formFields, ...seen])}<p class="actions"><button>${change.button}</button> <a href="${linkTo(visit, '/')}">Leave it as it is</a></p></form>`
      : html`<p>${isFree ? change.nothing : change.busy} <a href="${linkTo(visit, '/')}">See the assembly</a></p>`;
  return documentPage(visit, { title: change.title, main: html`<h1>${change.title}</h1>${main}` });
}

/** Asks for a change that was confirmed. */
export async function confirmed(visit: Visit, what: string): Promise<Response> {
  const { action } = changes[what as Change['action']];
  const form = new URLSearchParams(await visit.request.text());
  const told = await askChange(visit, action === 'stop' ? { action } : { action, seen: form.get('seen') ?? '' });
  return afterRequest(visit, told);
}
