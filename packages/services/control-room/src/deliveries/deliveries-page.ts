import { type Html, html } from '@baseplate-epr/clinical-format';
import type { AssemblyView, BrickView } from '@baseplate-epr/contracts';
import { askAssembly } from '../assembly/ask-assembly.ts';
import { documentPage } from '../page/document.ts';
import { notToldPage } from '../page/message-page.ts';
import { linkTo, type Visit } from '../visit.ts';
import { breakerBadge, breakerHistory } from './breaker-words.ts';
import { deliveryFacts } from './delivery-words.ts';

/** The breakers of the services and what became of them, and how services are told of changes. */
export async function deliveriesPage(visit: Visit): Promise<Response> {
  const told = await askAssembly(visit);
  if (told.outcome !== 'told') return notToldPage(visit, told);
  const { bricks, deliveries, answeredBy } = told.value;
  const services = bricks.filter(({ layer }) => layer === 'services');
  return documentPage(visit, {
    title: 'Services',
    main: html`<h1>Services</h1><h2>Breakers</h2><p>While the breaker of a service is open, nobody waits for it: its panel says at once since when it is away. It closes by itself. As process ${answeredBy.pid} on ${answeredBy.host} has them.</p><dl class="facts">${services.map(breakerRow)}</dl><h2>Deliveries of changes</h2>${
      deliveries.length === 0
        ? html`<p>No service of this assembly wants to hear of changes.</p>`
        : deliveries.map((delivery) => deliverySection(visit, told.value, delivery))
    }`,
  });
}

function breakerRow({ place, title, breaker }: BrickView): Html {
  const name = html`<dt>${title ?? place}</dt>`;
  if (breaker === undefined) return html`<div>${name}<dd>Unknown</dd></div>`;
  const { length } = breaker.history;
  return html`<div>${name}<dd>${breakerBadge(breaker)}${length > 0 && html`<details><summary>What became of it (${length})</summary>${breakerHistory(breaker)}</details>`}</dd></div>`;
}

function deliverySection(visit: Visit, { bricks }: AssemblyView, delivery: AssemblyView['deliveries'][number]): Html {
  const { service, deadLetters } = delivery;
  const title = bricks.find(({ place }) => place === `services.${service}`)?.title ?? service;
  return html`<h3>${title}</h3>${deliveryFacts(delivery)}${deadLetters.count > 0 && html`<p class="actions"><a class="button" href="${linkTo(visit, `/services/${service}`)}">Decide about what was put aside …</a></p>`}`;
}
