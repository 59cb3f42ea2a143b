import {
  doneResponse,
  fragmentResponse,
  newSubmission,
  openedInput,
  rowList,
  sentInput,
} from '@baseplate-epr/clinical-format';
import { readCurrentEncounter, refusalOf } from '@baseplate-epr/fhir-client';
import type { AllergyIntolerance } from '@medplum/fhirtypes';
import { putNew } from '../change/put-new.ts';
import { allergyCertainty, allergyStatus } from '../change/terms.ts';
import { noteOf, writer } from '../change/written-by.ts';
import { today } from '../form/typed-date.ts';
import { readDirectory } from '../read/read-directory.ts';
import type { Visit } from '../service/visit.ts';
import { allergyFields, readAllergyAnswers } from './allergy-answers.ts';
import { allergyForm, allergyFormName } from './allergy-form.ts';
import { allergyRow } from './allergy-row.ts';
import { findDuplicate } from './find-duplicate.ts';
import { readManifestations } from './manifestations.ts';
import { readAllergies } from './read-allergies.ts';
import { settleContradiction } from './settle-contradiction.ts';
import { readSubstance } from './substances.ts';
import { supersedeNoKnownAllergy } from './supersede-no-known-allergy.ts';

/** Opens the form that adds an allergy. */
export function openAddAllergy(visit: Visit): Response {
  return fragmentResponse(allergyForm(visit, { input: openedInput(visit.page.drafts, allergyFormName) }));
}

/**
 * Takes the form that adds an allergy. A statement that there are none is superseded in the same transaction. An entry about the same
 * substance is shown first, and another is added only when asked for. Sent twice, it adds one.
 */
export async function addAllergy(visit: Visit): Promise<Response> {
  const { context, page, client, randomBytes } = visit;
  const input = await sentInput(visit.request);
  const { substance, kind, severity, criticality, certainty, errors } = readAllergyAnswers(input);
  if (errors.length > 0 || !kind || !severity || !criticality || !certainty) {
    return fragmentResponse(allergyForm(visit, { input, errors }), 422);
  }
  try {
    const { entries } = await readAllergies(client, page.patient);
    const id = input.submission ?? newSubmission(randomBytes);
    const { concept, category } = readSubstance(substance);
    const duplicate = findDuplicate(
      entries.filter((entry) => entry.id !== id),
      concept,
    );
    if (duplicate !== undefined && input.text('duplicate') === 'no') {
      return doneResponse('/allergies', `Nothing was added: ${substance} is recorded already.`);
    }
    if (duplicate !== undefined && input.text('duplicate') !== 'yes') {
      const message = `${substance} is recorded already. Look at the entry, then say whether to add a second one.`;
      const row = rowList([allergyRow(duplicate, await readDirectory(client, [duplicate]))]);
      const error = { field: allergyFields.duplicate, message };
      return fragmentResponse(allergyForm(visit, { input, errors: [error], duplicate: row }), 422);
    }
    const encounter = await readCurrentEncounter(visit.client, visit.page.patient);
    const manifestation = readManifestations(input.all('reaction'), input.text('other'));
    const happened = manifestation.length > 0 ? manifestation : [{ text: 'Reaction not recorded' }];
    const reaction = {
      manifestation: [...happened],
      ...(severity.value === 'unknown' ? {} : { severity: severity.value }),
    };
    const allergy: AllergyIntolerance & { readonly id: string } = {
      resourceType: 'AllergyIntolerance',
      id,
      clinicalStatus: allergyStatus('active', 'Active'),
      verificationStatus: allergyCertainty(certainty.value, certainty.text),
      ...(kind.value === 'unknown' ? {} : { type: kind.value }),
      ...(category === undefined ? {} : { category: [category] }),
      criticality: criticality.value,
      code: concept,
      patient: { reference: `Patient/${page.patient}` },
      ...(encounter === undefined ? {} : { encounter }),
      recordedDate: today(context.now),
      recorder: writer(visit),
      ...(manifestation.length === 0 && severity.value === 'unknown' ? {} : { reaction: [reaction] }),
      ...(input.text('note') === '' ? {} : { note: [noteOf(visit, input.text('note'))] }),
    };
    await putNew(visit, allergy, supersedeNoKnownAllergy(visit, entries, substance));
    await settleContradiction(visit, substance);
  } catch (error) {
    const errors = [refusalOf(error, allergyFields.substance, visit.context.principal)];
    return fragmentResponse(allergyForm(visit, { input, errors }), 422);
  }
  return doneResponse('/allergies', `Allergy saved: ${substance}.`);
}
