import { type Html, html } from '@baseplate-epr/clinical-format';
import type { BrickView, CertificateView } from '@baseplate-epr/contracts';
import { askAssembly } from '../assembly/ask-assembly.ts';
import { breakerBadge, breakerHistory } from '../deliveries/breaker-words.ts';
import { latencyTable } from '../latency/latency-table.ts';
import { routesOf } from '../overview/latency-of.ts';
import { documentPage } from '../page/document.ts';
import { messagePage, notToldPage } from '../page/message-page.ts';
import { linkTo, type Visit } from '../visit.ts';
import { momentWords } from '../words/amounts.ts';
import { healthBadge } from '../words/health-words.ts';
import { placeName, storeName } from '../words/names.ts';

/** Everything that is known of one brick. */
export async function brickPage(visit: Visit, place: string): Promise<Response> {
  const told = await askAssembly(visit);
  if (told.outcome !== 'told') return notToldPage(visit, told);
  const { bricks, latency, changes } = told.value;
  const brick = bricks.find((candidate) => candidate.place === place);
  if (brick === undefined) {
    const content = html`<p>The assembly has no brick in this place. It may have been taken out meanwhile.</p><p><a href="${linkTo(visit, '/')}">See the assembly</a></p>`;
    return messagePage(visit, { status: 404, heading: 'No such brick', content });
  }
  const name = placeName(place, brick.title);
  const over = changes?.changeOvers.find((one) => `data.${one.place}` === place);
  return documentPage(visit, {
    title: name,
    main: html`<p><a href="${linkTo(visit, '/')}">‹ Assembly</a></p><div class="head"><h1>${name}</h1>${healthBadge(brick.health.status)}</div>${
      brick.health.reason !== undefined &&
      html`<p class="notice notice--${brick.health.status}">${brick.health.reason}</p>`
    }<dl class="facts">${facts(brick)}${
      over !== undefined &&
      html`<div><dt>Change-over</dt><dd>${storeName(over.from)} → ${storeName(over.to)}: ${over.phase === 'mirroring' ? 'done, and can be rolled back' : over.isLed ? 'at work' : 'begun and left'}</dd></div>`
    }</dl>${brick.breaker !== undefined && html`<h2>Breaker</h2><p>${breakerBadge(brick.breaker)}</p>${breakerHistory(brick.breaker)}`}<h2>How long its answers take</h2>${latencyTable(
      routesOf(latency.routes, brick),
      `Answers since ${momentWords(latency.since)}, as one process has seen them`,
      brick.layer === 'services' || place === 'data.records'
        ? 'It was not asked for anything in this time.'
        : 'Not measured: requests reach it through the record only, whose times stand at Records.',
    )}`,
  });
}

function facts({
  place,
  package: name,
  version,
  contract,
  contractVersion,
  keeps,
  runs,
  certificate,
}: BrickView): Html {
  return html`<div><dt>Place</dt><dd><code>${place}</code></dd></div><div><dt>Package</dt><dd>${name}</dd></div><div><dt>Version</dt><dd>${version ?? 'Unknown: its package does not say'}</dd></div><div><dt>Contract</dt><dd>${contract}, version ${contractVersion}</dd></div>${
    runs !== undefined &&
    html`<div><dt>Runs</dt><dd>${runs === 'inline' ? 'Inline: in the processes of the record' : runs}</dd></div>`
  }${
    keeps !== undefined && html`<div><dt>Keeps its data in</dt><dd>${keeps}</dd></div>`
  }<div><dt>Certificate</dt><dd>${certificateWords(certificate)}</dd></div>`;
}

function certificateWords(certificate: CertificateView): string {
  switch (certificate.state) {
    case 'valid':
      return `Valid: signed by ${certificate.key}, until ${certificate.expires.slice(0, 10)}`;
    case 'overridden':
      return `None, by the decision of ${certificate.administrator} until ${certificate.until}: ${certificate.reason}`;
    case 'not-asked':
      return 'Not asked for: the assembly is on trial. This says nothing about the module.';
    default:
      return 'Unknown';
  }
}
