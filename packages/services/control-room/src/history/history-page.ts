import { html } from '@baseplate-epr/clinical-format';
import { askAssembly } from '../assembly/ask-assembly.ts';
import { documentPage } from '../page/document.ts';
import { notToldPage } from '../page/message-page.ts';
import { runSummary } from '../progress/run-summary.ts';
import type { Visit } from '../visit.ts';
import { momentWords } from '../words/amounts.ts';

/** What happened to the assembly, newest first. */
export async function historyPage(visit: Visit): Promise<Response> {
  const told = await askAssembly(visit);
  if (told.outcome !== 'told') return notToldPage(visit, told);
  const { changes } = told.value;
  const main =
    changes === undefined
      ? html`<p>This assembly has no ledger, so nothing is written down about it.</p>`
      : html`<h2>Asked for here</h2>${
          changes.runs.length === 0
            ? html`<p>Nothing was asked for over this page or the API yet. What <code>baseplate apply</code> did stands below.</p>`
            : html`<ol class="events">${changes.runs.map((run) => html`<li>${runSummary(run)}</li>`)}</ol>`
        }<h2>The ledger</h2><p>Entry ${changes.revision}, epoch ${changes.epoch}.</p><ol class="events">${changes.events.map(
          ({ at, what, revision }) =>
            html`<li><span class="quiet">${momentWords(at)} · ${revision}</span><br>${what}</li>`,
        )}</ol>`;
  return documentPage(visit, { title: 'History', main: html`<h1>History</h1>${main}` });
}
