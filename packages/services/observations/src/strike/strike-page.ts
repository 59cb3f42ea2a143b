import {
  button,
  buttonGroup,
  card,
  cellValue,
  emptyState,
  errorFor,
  errorSummary,
  type FieldError,
  form,
  formatDateTime,
  fragmentResponse,
  type Html,
  html,
  type ObservationSet,
  radioInputs,
  scoreSet,
  sourceLine,
  textInput,
  withheldResponse,
} from '@baseplate-epr/clinical-format';
import { scopesAllow, withExactDigits } from '@baseplate-epr/fhir-client';
import { chartRows } from '../chart/chart-rows.ts';
import type { ObservationVisit } from '../observation-visit.ts';
import { readPatientFacts } from '../reading/patient-facts.ts';
import { readOneSet } from './read-one-set.ts';
import { versionsOf } from './versions.ts';

/** Reasons to strike a set out. */
export const strikeReasons = ['Wrong patient', 'Wrong value', 'Wrong time', 'Other'] as const;

/** What a form that was sent leaves on its page. */
export interface StrikeState {
  readonly above?: Html;
  readonly errors?: readonly FieldError[];
  readonly form?: URLSearchParams;
}

/** Asks whether a set is to be struck out, showing it whole. */
export async function strikePage(visit: ObservationVisit, id: string): Promise<Response> {
  if (!scopesAllow(visit.context.principal.scopes, 'Observation', 'u')) return withheldResponse();
  const set = await readOneSet(visit, id);
  return set === undefined ? noSuchSet() : fragmentResponse(await strikeFragment(visit, set, {}));
}

/** The answer for a set that is not in this patient's record. */
export function noSuchSet(): Response {
  return fragmentResponse(emptyState('There is no such set of observations in this record.'), 404);
}

/** The page, also with what is wrong with the form that was sent. */
export async function strikeFragment(visit: ObservationVisit, set: ObservationSet, state: StrikeState): Promise<Html> {
  const { page, record, context } = visit;
  const scored = scoreSet(set, await readPatientFacts(record, page.patient), context.now);
  const { errors = [], form: sent } = state;
  const values = chartRows([scored]).map(
    ({ heading, unit, parameter }) =>
      html`<li>${heading}: <b>${cellValue(set.members, parameter, withExactDigits) ?? 'Not recorded'}</b>${unit !== '' && ` ${unit}`}</li>`,
  );
  const shown = html`${sourceLine({ organisation: set.organisation, person: set.person ?? 'Person not recorded', time: set.time, verb: 'Taken' })}<ul class="nhsuk-list">${values}<li>${scored.score.words}</li></ul>`;
  if (set.struck !== undefined) {
    const { person, time, reason } = set.struck;
    return card({
      id: 'observations-strike',
      heading: 'Strike out this set',
      content: html`${state.above}${shown}<p><b>Struck out</b> by ${person}, ${formatDateTime(time)}: ${reason}</p>`,
    });
  }
  const choices = strikeReasons.map((text) => ({ value: text, text }));
  return card({
    id: 'observations-strike',
    heading: 'Strike out this set',
    link: { text: 'Cancel', href: `${page.linkBase}/all` },
    content: html`${state.above}${errorSummary(errors)}${shown}<p>It stays in the record, marked as entered in error, with your name and the time. It no longer counts for NEWS2.</p>${form(
      {
        action: `${page.linkBase}/set/${set.panel.id ?? ''}/strike`,
        formFields: page.formFields,
        hidden: { versions: versionsOf(set) },
        label: 'Strike out this set',
        content: html`${radioInputs({ id: 'observations-reason', name: 'reason', label: 'Why', choices, small: true, value: sent?.get('reason') ?? undefined, error: errorFor(errors, 'observations-reason') })}${textInput({ id: 'observations-reason-words', name: 'words', label: 'In words (needed for Other)', value: sent?.get('words') ?? undefined, error: errorFor(errors, 'observations-reason-words') })}${buttonGroup(html`${button('Strike out', { variant: 'warning' })}${button('Strike out and enter again', { variant: 'secondary', name: 'next', value: 'again' })}`)}`,
      },
    )}`,
  });
}
