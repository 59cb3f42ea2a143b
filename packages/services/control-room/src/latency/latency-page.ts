import { html } from '@baseplate-epr/clinical-format';
import { askAssembly } from '../assembly/ask-assembly.ts';
import { documentPage } from '../page/document.ts';
import { notToldPage } from '../page/message-page.ts';
import type { Visit } from '../visit.ts';
import { momentWords } from '../words/amounts.ts';
import { latencyTable } from './latency-table.ts';

/** How long answers take: of the record, and of every service. */
export async function latencyPage(visit: Visit): Promise<Response> {
  const told = await askAssembly(visit);
  if (told.outcome !== 'told') return notToldPage(visit, told);
  const { latency, answeredBy, changes, bricks } = told.value;
  const names = [...new Set(latency.routes.map(({ of }) => of))].sort((left, right) => order(left) - order(right));
  const others = (changes?.processes.length ?? 1) - 1;
  const titleOf = (of: string) =>
    of === 'record' ? 'Record' : (bricks.find(({ place }) => place === `services.${of}`)?.title ?? of);
  return documentPage(visit, {
    title: 'Latency',
    main: html`<h1>Latency</h1><p>Time until the answer began, as process ${answeredBy.pid} on ${answeredBy.host} has measured it since ${momentWords(latency.since)}. Times are right within a tenth; of few answers they say little.${
      others > 0 &&
      html` ${others} more ${others === 1 ? 'process serves' : 'processes serve'}, and what they saw is not in it.`
    }</p>${
      names.length === 0
        ? html`<p>Nothing was asked in this time.</p>`
        : names.map(
            (of) =>
              html`<h2>${titleOf(of)}</h2>${latencyTable(
                latency.routes.filter((route) => route.of === of),
                `${titleOf(of)}: how long answers took`,
                '',
              )}`,
          )
    }`,
  });
}

function order(of: string): number {
  return of === 'record' ? 0 : 1;
}
