import { epochOfFhirDate } from '../dates/fhir-date.ts';
import { codesOf, conceptText, hasCode } from '../json/concept-text.ts';
import { field, listField, textField } from '../json/read-json.ts';
import { type AbsenceWord, absence } from './absence-words.ts';
import { type AllergyDescription, describeAllergy, statusCode } from './describe-allergy.ts';

/** The exact words of the four allergy states in the patient banner (NHS Common User Interface). */
export const allergyWords = {
  known: 'Known allergies',
  none: 'No known allergies',
  notRecorded: 'Allergies not recorded',
  unavailable: 'Allergies unavailable',
} as const;

/** What the reader was able to fetch. */
export type AllergySource = {
  /** The AllergyIntolerance resources found, of any status; `undefined` when they could not be read. */
  readonly allergies: unknown;
  /**
   * `complete` (the default) when every source answered and nothing was kept back; `withheld` when the reader's role
   * may not see some or all of them; `partial` or `unavailable` when a source did not answer.
   */
  readonly availability?: 'complete' | 'withheld' | 'partial' | 'unavailable';
};

/** The allergy state of a patient, in words that stay apart on every screen. */
export type AllergyState = {
  readonly state: keyof typeof allergyWords;
  readonly words: (typeof allergyWords)[keyof typeof allergyWords];
  /** Allergies and intolerances in force, high risk first; empty unless `state` is `known`. */
  readonly known: readonly AllergyDescription[];
  /** Narrower statements such as "No known food allergy", which do not make the state `none`. */
  readonly statements: readonly string[];
  /** Why something may be missing: "Withheld" or "Source unavailable"; `undefined` when nothing is. */
  readonly missing: AbsenceWord | undefined;
  /** A "no known allergies" entry stands beside known ones: somebody has to put it right. */
  readonly contradicted: boolean;
  /** Latest FHIR date among the entries that decided; `undefined` when none carries one. */
  readonly updated: string | undefined;
};

/** SNOMED CT: no known allergy; and the older "no known allergies". */
const noKnownAllergy = new Set(['716186003', '160244002']);
/** SNOMED CT: no known drug, environmental, food, latex allergy: true of one kind only. */
const noKnownOfOneKind = new Set(['409137002', '428607008', '429625007', '1003774007']);
const masked = new Set(['MASKED', 'REDACTED']);

/**
 * Decides which of the four states to show. Anything known is shown, whatever else is missing. "No known allergies"
 * needs a positive statement (SNOMED CT 716186003) and a complete answer. Refuted, resolved and mistaken entries
 * leave no trace of an allergy, but do not prove that there is none. Never throws.
 */
export function decideAllergyState({ allergies, availability = 'complete' }: AllergySource): AllergyState {
  const entries = Array.isArray(allergies) ? allergies : [];
  const readable = entries.filter((entry) => textField(entry, 'resourceType') === 'AllergyIntolerance');
  const kept = readable.filter(isMasked);
  const inForce = readable.filter((entry) => !isMasked(entry) && isInForce(entry));
  const denials = inForce.filter((entry) => hasCode(field(entry, 'code'), noKnownAllergy));
  const narrow = inForce.filter((entry) => hasCode(field(entry, 'code'), noKnownOfOneKind));
  const known = inForce.filter((entry) => !denials.includes(entry) && !narrow.includes(entry));

  const missing =
    availability === 'withheld' || kept.length > 0
      ? absence.withheld
      : availability !== 'complete' || !Array.isArray(allergies) || readable.length < entries.length
        ? absence.sourceUnavailable
        : undefined;
  const state =
    known.length > 0 ? 'known' : missing !== undefined ? 'unavailable' : denials.length > 0 ? 'none' : 'notRecorded';
  return {
    state,
    words: allergyWords[state],
    known: known.toSorted((a, b) => risk(b) - risk(a)).map(describeAllergy),
    statements: narrow.map((entry) => conceptText(field(entry, 'code')) ?? 'Statement not readable'),
    missing,
    contradicted: known.length > 0 && denials.length > 0,
    updated: latest(state === 'known' ? known : state === 'none' ? denials : []),
  };
}

function isMasked(entry: unknown): boolean {
  return listField(field(entry, 'meta'), 'security').some((label) =>
    codesOf(label).some(({ code }) => code !== undefined && masked.has(code)),
  );
}

function isInForce(entry: unknown): boolean {
  const verification = statusCode(entry, 'verificationStatus');
  const clinical = statusCode(entry, 'clinicalStatus');
  if (verification === 'refuted' || verification === 'entered-in-error') return false;
  return clinical !== 'resolved' && clinical !== 'inactive';
}

function risk(entry: unknown): number {
  return textField(entry, 'criticality') === 'high' ? 1 : 0;
}

function latest(entries: readonly unknown[]): string | undefined {
  return entries
    .map((entry) => describeAllergy(entry).updated)
    .filter((date) => date !== undefined)
    .sort((a, b) => (epochOfFhirDate(b) ?? 0) - (epochOfFhirDate(a) ?? 0))[0];
}
