import { hiddenInputs, html } from '@baseplate-epr/clinical-format';
import { askAssembly, askDecision } from '../assembly/ask-assembly.ts';
import { documentPage } from '../page/document.ts';
import { messagePage, notToldPage } from '../page/message-page.ts';
import { linkTo, type Visit } from '../visit.ts';
import { countWords, momentWords } from '../words/amounts.ts';

/** What was put aside for a service, and what can become of it. Which patients it is about is not told: only types. */
export async function decidePage(visit: Visit, service: string): Promise<Response> {
  const told = await askAssembly(visit);
  if (told.outcome !== 'told') return notToldPage(visit, told);
  const delivery = told.value.deliveries.find((one) => one.service === service);
  const { count = 0, oldest = [] } = delivery?.deadLetters ?? {};
  if (count === 0) {
    const content = html`<p>Nothing is put aside for this service. <a href="${linkTo(visit, '/services')}">See the services</a></p>`;
    return messagePage(visit, { status: delivery === undefined ? 404 : 200, heading: 'Nothing put aside', content });
  }
  const action = linkTo(visit, `/services/${service}`);
  const button = (decision: string, text: string) =>
    html`<form method="post" action="${action}">${hiddenInputs([...visit.own.formFields, { name: 'decision', value: decision }])}<button>${text}</button></form>`;
  const list = oldest.map(
    ({ version, at, attempts, reason }) =>
      html`<li><b>${version.split('/')[0]}</b>, put aside ${momentWords(at)} after ${attempts} attempts: ${reason}</li>`,
  );
  return documentPage(visit, {
    title: 'Put aside',
    main: html`<p><a href="${linkTo(visit, '/services')}">‹ Services</a></p><h1>Put aside for ${service}</h1><p>${countWords(count)} ${count === 1 ? 'change was' : 'changes were'} refused too often while others were taken.${count > oldest.length && html` The ${oldest.length} oldest:`}</p><ol class="events">${list}</ol><h2>Tell it again</h2><p>The service is told of all of them again, within seconds. If it refuses them again, they come back here.</p>${button('redeliver', 'Tell it again')}<h2>Give them up</h2><p class="notice notice--warn"><b>This cannot be undone.</b> The service never hears of them. The record itself is not touched.</p>${button('discard', 'Give them up')}`,
  });
}

/** Carries out what was decided. */
export async function decideForm(visit: Visit, service: string): Promise<Response> {
  const form = new URLSearchParams(await visit.request.text());
  const told = await askDecision(visit, { service, decision: form.get('decision') ?? '' });
  if (told.outcome === 'told')
    return new Response(null, { status: 303, headers: { location: '/services', 'cache-control': 'no-store' } });
  if (told.outcome === 'refused') return notToldPage(visit, told);
  const content = html`<p class="notice notice--fail">${told.message ?? 'The assembly did not answer, so it is not known whether anything was decided.'}</p><p><a href="${linkTo(visit, '/services')}">See the services</a></p>`;
  return messagePage(visit, { status: 422, heading: 'That was not done', content });
}
