import {
  type AllergyState,
  decideAllergyState,
  formatDate,
  type Html,
  html,
  unbroken,
} from '@baseplate-epr/clinical-format';
import type { PatientRecord } from './load-patient.ts';

/** The service that keeps allergies, if the assembly has one that says so by its name. */
export const allergyService = 'problems-allergies';

/**
 * The allergy line of the banner: exactly one of the four states, or the words for a role that may not see them. Known ones are set
 * apart by icon, frame and weight; the date links to where they are kept.
 */
export function allergyLine({ allergies }: PatientRecord, linkTo: string | undefined): Html {
  if (allergies.state === 'withheld') return html`<p class="workspace-allergies">Allergies: withheld for your role</p>`;
  const state = decideAllergyState({
    allergies: allergies.state === 'there' ? allergies.value : undefined,
    availability: allergies.state === 'there' ? 'complete' : 'unavailable',
  });
  const className = `workspace-allergies workspace-allergies--${state.state}`;
  return html`<p class="${className}">${state.state !== 'none' && warningIcon}<span><b>${state.words}</b>${list(state)}${more(state)}${updated(state, linkTo)}</span></p>`;
}

const warningIcon = html`<svg class="workspace-icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false"><path d="M10 1 20 19H0Z" fill="currentColor"/><path d="M9 7h2v6H9zM9 14.5h2v2H9z" fill="#fff"/></svg>`;

function list({ known }: AllergyState): Html {
  return known.length === 0 ? html`` : html`: ${known.map(({ text }) => text).join(', ')}`;
}

function more({ missing, contradicted, statements }: AllergyState): Html {
  return html`${statements.length > 0 && ` · ${statements.join(', ')}`}${
    missing === 'Withheld' && ' · More are withheld for your role'
  }${missing === 'Source unavailable' && ' · The source did not answer; this may not be all'}${
    contradicted && ' · The record also says “no known allergies”: put this right'
  }`;
}

function updated({ updated: date, state }: AllergyState, linkTo: string | undefined): Html {
  const words =
    date === undefined
      ? state === 'notRecorded'
        ? 'record them'
        : 'see allergies'
      : unbroken(`updated ${formatDate(date)}`);
  if (linkTo === undefined) return date === undefined ? html`` : html` · ${words}`;
  return html` · <a class="nhsuk-link" href="${linkTo}">${words}<span class="nhsuk-u-visually-hidden">, allergies</span></a>`;
}
