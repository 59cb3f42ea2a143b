import {
  button,
  buttonGroup,
  card,
  doneResponse,
  errorSummary,
  type FieldError,
  form,
  fragmentResponse,
  type Html,
  html,
} from '@baseplate-epr/clinical-format';
import { readCurrentEncounter, refusalOf } from '@baseplate-epr/fhir-client';
import type { AllergyIntolerance } from '@medplum/fhirtypes';
import { allergyCertainty, allergyStatus, snomed } from '../change/terms.ts';
import { writer } from '../change/written-by.ts';
import { today } from '../form/typed-date.ts';
import type { Visit } from '../service/visit.ts';
import { isNoKnownAllergy } from './in-force.ts';

const field = 'problems-allergies-none';

/** Opens the page that records that somebody asked and there are no allergies. */
export function openRecordNone(visit: Visit): Response {
  return fragmentResponse(page(visit));
}

/**
 * Records "No known allergies", if there is no allergy in force. That is the condition of the write itself, held by the record, so an
 * allergy that is added at the same moment can't be contradicted.
 */
export async function recordNone(visit: Visit): Promise<Response> {
  const { client, page: shown, context } = visit;
  const patient = `Patient/${shown.patient}`;
  try {
    const encounter = await readCurrentEncounter(visit.client, visit.page.patient);
    const statement: AllergyIntolerance = {
      resourceType: 'AllergyIntolerance',
      clinicalStatus: allergyStatus('active', 'Active'),
      verificationStatus: allergyCertainty('confirmed', 'Confirmed'),
      code: snomed('716186003', 'No known allergy'),
      patient: { reference: patient },
      ...(encounter === undefined ? {} : { encounter }),
      recordedDate: today(context.now),
      recorder: writer(visit),
    };
    const condition = new URLSearchParams([
      ['patient', shown.patient],
      ['clinical-status', 'active'],
      ['verification-status:not', 'refuted,entered-in-error'],
    ]);
    const { resource } = await client.create(statement, { ifNoneExist: condition.toString() });
    if (isNoKnownAllergy(resource)) return doneResponse('/allergies', 'Recorded: no known allergies.');
    return refused(visit, contradiction);
  } catch (error) {
    const { message } = refusalOf(error, field, visit.context.principal);
    return refused(visit, message.includes('changed meanwhile') ? contradiction : message);
  }
}

const contradiction =
  'Nothing was saved: allergies are recorded and in force. Look at them first; one that is not true has to be refuted or marked as entered in error.';

function refused(visit: Visit, message: string): Response {
  return fragmentResponse(page(visit, [{ field, message }]), 422);
}

function page({ page: { linkBase, formFields } }: Visit, errors: readonly FieldError[] = []): Html {
  return html`${errorSummary(errors)}${card({
    id: 'problems-allergies-record-none',
    heading: 'Record “No known allergies”',
    content: html`<p>Record this if you have asked, or looked where it would be written, and there are none. It is not the same as “Allergies not recorded”.</p>${form(
      {
        action: `${linkBase}/allergies/none`,
        formFields,
        content: buttonGroup(
          html`${button('Record “No known allergies”', { attributes: { id: field } })}<a class="nhsuk-link" href="${linkBase}/allergies">Cancel</a>`,
        ),
      },
    )}`,
  })}`;
}
