import {
  decideAllergyState,
  formatAge,
  formatDate,
  formatName,
  formatNhsNumber,
  genderWords,
  type Html,
  html,
  nhsNumberOf,
} from '@baseplate-epr/clinical-format';
import { isFhirError } from '@baseplate-epr/fhir-client';
import { messagePage } from './page.ts';
import type { Visit } from './visit.ts';

/** Whose chart it is, in words for the tab and as the banner that stands on every page about this patient. */
export interface Banner {
  readonly name: string;
  readonly banner: Html;
}

/** Reads who a patient is; or the page that says why there is none. */
export async function patientBanner(visit: Visit, id: string): Promise<Banner | Response> {
  const { record, context } = visit;
  try {
    const [patient, allergies] = await Promise.all([record.read('Patient', id), allergyWords(visit, id)]);
    const name = formatName(patient.name, { now: context.now });
    const died = patient.deceasedDateTime ?? (patient.deceasedBoolean === true ? '' : undefined);
    const life =
      died === undefined
        ? `(${formatAge(patient.birthDate, context.now)})`
        : html`<b>Died ${died === '' ? 'on a date not recorded' : formatDate(died)}</b>`;
    const banner = html`<section class="banner" aria-label="Patient"><div class="page"><h1>${name}</h1><p>Born ${formatDate(patient.birthDate)} ${life} · Gender ${genderWords(patient.gender)} · NHS No. ${formatNhsNumber(nhsNumberOf(patient))}</p><p><b>${allergies}</b></p></div></section>`;
    return { name, banner };
  } catch (error) {
    if (isFhirError(error, 403))
      return messagePage(visit, 403, 'Withheld', 'Your role may not see this patient, or no patients at all.');
    if (isFhirError(error, 400, 404, 410))
      return messagePage(visit, 404, 'There is no such patient', 'Begin with the list of patients.');
    throw error;
  }
}

/** One of the four states of the NHS Common User Interface. An answer that did not come is never shown as none. */
async function allergyWords({ record }: Visit, patient: string): Promise<string> {
  try {
    const { matches, complete } = await record.searchAll('AllergyIntolerance', { patient }, 200);
    const { words, known, missing } = decideAllergyState({
      allergies: matches,
      availability: complete ? 'complete' : 'partial',
    });
    const list = known.length === 0 ? '' : `: ${known.map(({ text }) => text).join(', ')}`;
    return `${words}${list}${missing === undefined ? '' : ` (${missing}; this may not be all)`}`;
  } catch (error) {
    return isFhirError(error, 403)
      ? 'Allergies: withheld for your role'
      : decideAllergyState({ allergies: undefined }).words;
  }
}
