import { conceptText } from '../json/concept-text.ts';
import { field, listField, lookUp, textField } from '../json/read-json.ts';

/** One allergy in words. */
export type AllergyDescription = {
  /** What the person reacts to; "Substance not recorded" when missing. */
  readonly substance: string;
  /** What happened, without doubles; empty when not recorded. */
  readonly reactions: readonly string[];
  /** "High risk", "Low risk" or "Risk unknown"; `undefined` when not recorded. */
  readonly criticality: string | undefined;
  /** "Confirmed", "Unconfirmed" ...; "Certainty not recorded" when missing. */
  readonly certainty: string;
  /**
   * FHIR date on which the entry last changed, else was recorded, else last occurred; `undefined` when none is known. An entry that
   * has never changed in its record (version 1) counts from when it was recorded: a copy made today is not a review made today.
   */
  readonly updated: string | undefined;
  /** Substance and reactions: `penicillin (anaphylaxis)`. */
  readonly text: string;
};

const criticalityWords: Readonly<Record<string, string>> = {
  high: 'High risk',
  low: 'Low risk',
  'unable-to-assess': 'Risk unknown',
};

const certaintyWords: Readonly<Record<string, string>> = {
  confirmed: 'Confirmed',
  unconfirmed: 'Unconfirmed',
  presumed: 'Presumed',
  refuted: 'Refuted',
  'entered-in-error': 'Entered in error',
};

/** Puts an AllergyIntolerance into words. Never throws, whatever it is given. */
export function describeAllergy(allergy: unknown): AllergyDescription {
  const reactions = listField(allergy, 'reaction');
  const substance =
    conceptText(field(allergy, 'code')) ??
    reactions.map((reaction) => conceptText(field(reaction, 'substance'))).find((text) => text !== undefined) ??
    'Substance not recorded';
  const manifestations = reactions
    .flatMap((reaction) => listField(reaction, 'manifestation').map(conceptText))
    .filter((text) => text !== undefined);
  const happened = [...new Set(manifestations)];
  return {
    substance,
    reactions: happened,
    criticality: lookUp(criticalityWords, field(allergy, 'criticality')),
    certainty: lookUp(certaintyWords, statusCode(allergy, 'verificationStatus')) ?? 'Certainty not recorded',
    updated:
      (isFirstVersion(allergy) ? textField(allergy, 'recordedDate') : undefined) ??
      textField(field(allergy, 'meta'), 'lastUpdated') ??
      textField(allergy, 'recordedDate') ??
      textField(allergy, 'lastOccurrence'),
    text: happened.length === 0 ? substance : `${substance} (${happened.join(', ')})`,
  };
}

function isFirstVersion(allergy: unknown): boolean {
  return textField(field(allergy, 'meta'), 'versionId') === '1';
}

/** The code of a status that R4 writes as a CodeableConcept; older senders write a plain string. */
export function statusCode(resource: unknown, name: string): string | undefined {
  const status = field(resource, name);
  if (typeof status === 'string') return status;
  return listField(status, 'coding')
    .map((coding) => textField(coding, 'code'))
    .find((code) => code !== undefined);
}
