import {
  card,
  conceptText,
  emptyState,
  formatDateTime,
  fragmentResponse,
  type Html,
  html,
  resultStatus,
  tag,
} from '@baseplate-epr/clinical-format';
import type { DiagnosticReport } from '@medplum/fhirtypes';
import { notThere } from '../format/not-there.ts';
import { acknowledgementWords, collectedWords, rangeHtml, sourceOf, valueHtml } from '../format/result-cells.ts';
import { linesOf, type ReportLine, readAnalytes } from '../reading/read-reports.ts';
import { readReplacedValues } from '../reading/replaced-values.ts';
import type { ResultVisit } from '../result-visit.ts';
import { acknowledgeForm, type FormState } from './acknowledge-form.ts';
import { mayAcknowledge } from './may-acknowledge.ts';
import { presentedForms } from './presented-forms.ts';
import { type OneReport, readReport } from './read-report.ts';

/** One report whole, and the way to acknowledge it. */
export async function reportPage(visit: ResultVisit, id: string): Promise<Response> {
  const one = await readReport(visit, id);
  if (one === undefined) return notThere();
  return fragmentResponse(await reportFragment(visit, one, {}));
}

/** The page of a report, also with what is wrong with a form that was sent. */
export async function reportFragment(visit: ResultVisit, one: OneReport, state: FormState): Promise<Html> {
  const { report, acknowledgement } = one;
  const analytes = await readAnalytes(visit.record, visit.page.patient, [report]);
  const references = linesOf(report, analytes);
  const results = references.flatMap(({ result, contained }) => (result === undefined || contained ? [] : [result]));
  const replaced = await readReplacedValues(visit.record, results);
  const title = conceptText(report.code) ?? 'Report not named';
  return html`${state.above}${card({
    id: 'results-report',
    heading: title,
    meta: statusTag(report),
    link: { text: 'All results', href: `${visit.page.linkBase}/all` },
    content: html`<dl class="results-facts">${fact('Status', resultStatus(report.status).word)}${fact('Collected', collectedWords(report).replace('Collected ', ''))}${fact('Reported', formatDateTime(report.issued))}${fact('Source', sourceOf(report))}${fact('Acknowledged', acknowledgementText(one))}${fact('Conclusion', report.conclusion ?? 'None recorded')}</dl>${
      references.length === 0
        ? (report.presentedForm ?? []).length === 0 && emptyState('This report holds no results.')
        : html`<table class="results-table" role="table"><caption class="nhsuk-u-visually-hidden">Results of ${title}</caption><thead role="rowgroup"><tr role="row">${['Test', 'Result', 'Against range', 'Status'].map((heading) => html`<th scope="col" role="columnheader">${heading}</th>`)}</tr></thead><tbody role="rowgroup">${references.map((line) => analyteRow(line, visit.page.linkBase, replaced))}</tbody></table>`
    }${presentedForms(report)}${acknowledgement.state === 'waiting' && mayAcknowledge(visit.context.principal.scopes) && acknowledgeForm(visit, one, state)}`,
  })}`;
}

function analyteRow(
  { result, display, contained }: ReportLine,
  linkBase: string,
  replaced: ReadonlyMap<string, string>,
): Html {
  if (result === undefined) {
    return html`<tr role="row"><th scope="row" role="rowheader">${display ?? 'Test not named'}</th><td role="cell">Source unavailable</td><td role="cell"></td><td role="cell">Not in this record</td></tr>`;
  }
  const notes = (result.note ?? []).map(({ text }) => html`<span class="results-meta">${text}</span>`);
  const { id = '', status } = result;
  const name = conceptText(result.code) ?? 'Test not named';
  return html`<tr role="row"><th scope="row" role="rowheader">${contained ? name : html`<a class="nhsuk-link" href="${linkBase}/test/${id}">${name}</a>`}${notes}</th><td role="cell">${valueHtml(result)}</td><td role="cell">${rangeHtml(result)}</td><td role="cell">${resultStatus(status).word}${replaced.has(id) && html`<span class="results-meta">${replaced.get(id)}</span>`}</td></tr>`;
}

function acknowledgementText({ acknowledgement }: OneReport): Html {
  const words = acknowledgementWords(acknowledgement);
  const task =
    acknowledgement.state === 'acknowledged'
      ? acknowledgement.task
      : acknowledgement.state === 'waiting'
        ? acknowledgement.earlier
        : undefined;
  const before = acknowledgement.state === 'waiting' && task !== undefined;
  const who =
    before &&
    html`<span class="results-meta">An earlier version was acknowledged ${formatDateTime(task.executionPeriod?.end)} by ${task.owner?.display ?? 'Person not recorded'}</span>`;
  const more = [task?.businessStatus?.text, ...(task?.note ?? []).map(({ text }) => text)].filter(
    (text) => text !== undefined,
  );
  return html`${words}${who}${more.map((text) => html`<span class="results-meta">${text}</span>`)}`;
}

function statusTag({ status }: DiagnosticReport): Html | undefined {
  const { word, notable } = resultStatus(status);
  return notable ? tag(word, 'orange') : undefined;
}

function fact(term: string, value: Html | string): Html {
  return html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}
