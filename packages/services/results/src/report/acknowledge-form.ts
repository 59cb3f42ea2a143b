import {
  button,
  errorFor,
  errorSummary,
  type FieldError,
  form,
  type Html,
  html,
  selectInput,
  tag,
  textArea,
} from '@baseplate-epr/clinical-format';
import type { ResultVisit } from '../result-visit.ts';
import type { OneReport } from './read-report.ts';

/** What a form that was sent leaves on its page. */
export interface FormState {
  readonly above?: Html;
  readonly errors?: readonly FieldError[];
  /** The input of the form that was sent. */
  readonly form?: URLSearchParams;
}

/** What may follow from a report; the empty one is for nothing said. */
export const actionChoices = ['No action needed', 'Action taken', 'Passed to the team', 'Repeat the test'] as const;

/** Longest comment, in characters. */
export const commentLimit = 2000;

const draftName = 'acknowledge-report';

/** The form by which somebody takes note of a report. It carries the version that was on the screen. */
export function acknowledgeForm({ page, context }: ResultVisit, { report }: OneReport, state: FormState): Html {
  const { errors = [], form: sent } = state;
  const draft =
    sent === undefined && page.drafts[draftName]?.report?.[0] === report.id ? page.drafts[draftName] : undefined;
  const value = (name: string) => sent?.get(name) ?? draft?.[name]?.[0] ?? undefined;
  const choices = [{ value: '', text: 'Nothing chosen' }, ...actionChoices.map((text) => ({ value: text, text }))];
  return html`<div class="results-acknowledge">${errorSummary(errors)}<h3 class="nhsuk-heading-s">Acknowledge this report</h3>${draft !== undefined && html`<p>${tag('Unsaved draft', 'yellow')}</p>`}${form(
    {
      action: `${page.linkBase}/report/${report.id ?? ''}/acknowledge`,
      formFields: page.formFields,
      hidden: { report: report.id, version: report.meta?.versionId },
      draft: draftName,
      label: 'Acknowledge this report',
      content: html`${selectInput({ id: 'results-action', name: 'action', label: 'What follows (optional)', choices, value: value('action') })}${textArea({ id: 'results-comment', name: 'comment', label: 'Comment (optional)', rows: 3, value: value('comment'), error: errorFor(errors, 'results-comment') })}<p class="clinical-meta">It will be recorded as acknowledged by ${context.principal.display}.</p>${button('Acknowledge')}`,
    },
  )}</div>`;
}
