import {
  codesOf,
  conceptText,
  describeAllergy,
  formatDate,
  formatDateTime,
  type HtmlValue,
  html,
  joinFacts,
  type Row,
  sourceOf,
  tag,
} from '@baseplate-epr/clinical-format';
import type { AllergyIntolerance } from '@medplum/fhirtypes';
import type { Directory } from '../read/read-directory.ts';
import { isInForce, isNoKnownAllergy } from './in-force.ts';

/** One allergy, or the statement that there are none: substance, what happened and how badly, risk, certainty, when and where it was recorded and last changed. */
export function allergyRow(allergy: AllergyIntolerance, directory: Directory, ways?: HtmlValue): Row {
  const { substance, criticality, certainty, updated } = describeAllergy(allergy);
  const { organisation, person } = sourceOf(allergy, directory.resources);
  const inForce = isInForce(allergy);
  const none = isNoKnownAllergy(allergy);
  const facts = [
    !none && kindOf(allergy),
    certainty,
    allergy.onsetDateTime !== undefined && `Since ${formatDate(allergy.onsetDateTime)}`,
    allergy.recordedDate === undefined
      ? 'Date of recording not recorded'
      : `Recorded ${formatDate(allergy.recordedDate)}`,
    organisation ?? (directory.withheld ? 'Source withheld' : 'Source not recorded'),
    person,
    // The banner shows the same date: an import long after the recording is no update.
    updated !== undefined && updated !== allergy.recordedDate && `Last updated ${formatDateTime(updated)}`,
  ];
  const risk = criticality === undefined ? 'Risk not recorded' : criticality;
  return {
    tone: inForce ? (allergy.criticality === 'high' ? 'urgent' : 'plain') : 'muted',
    content: html`<p>${inForce ? html`<b>${substance}</b>` : substance} ${
      inForce
        ? !none && tag(risk, allergy.criticality === 'high' ? 'red' : 'grey')
        : tag(notInForceWord(allergy), 'grey')
    }</p>${!none && reactionWords(allergy)}<p class="clinical-meta">${joinFacts(facts)}</p>${(allergy.note ?? []).map(
      ({ text }) => text !== undefined && html`<p class="clinical-meta">Note: ${text}</p>`,
    )}${ways}`,
  };
}

function kindOf({ type }: AllergyIntolerance): string {
  if (type === 'intolerance') return 'Intolerance';
  return type === 'allergy' ? 'Allergy' : 'Allergy or intolerance';
}

function reactionWords({ reaction = [] }: AllergyIntolerance): HtmlValue {
  if (reaction.length === 0) return html`<p>Reaction not recorded</p>`;
  return reaction.map(({ manifestation, severity }) => {
    const happened = manifestation.map((one) => conceptText(one)).filter((words) => words !== undefined);
    return html`<p>${happened.length === 0 ? 'Reaction not recorded' : happened.join(', ')} (${severity ?? 'severity not recorded'})</p>`;
  });
}

function notInForceWord({ verificationStatus, clinicalStatus }: AllergyIntolerance): string {
  const verification = codesOf(verificationStatus)[0]?.code;
  if (verification === 'refuted') return 'Refuted';
  if (verification === 'entered-in-error') return 'Entered in error';
  return codesOf(clinicalStatus)[0]?.code === 'resolved' ? 'Resolved' : 'No longer in force';
}
