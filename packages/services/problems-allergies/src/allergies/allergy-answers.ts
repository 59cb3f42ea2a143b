import type { FieldError, FormInput } from '@baseplate-epr/clinical-format';

/** Ids of the fields, which errors link to. */
export const allergyFields = {
  substance: 'problems-allergies-substance',
  duplicate: 'problems-allergies-duplicate',
  kind: 'problems-allergies-kind',
  reaction: 'problems-allergies-reaction',
  other: 'problems-allergies-other',
  severity: 'problems-allergies-severity',
  criticality: 'problems-allergies-criticality',
  certainty: 'problems-allergies-certainty',
  note: 'problems-allergies-note',
} as const;

/** Allergy or intolerance; the FHIR codes of `AllergyIntolerance.type`. */
export const kinds = [
  { value: 'allergy', text: 'Allergy' },
  { value: 'intolerance', text: 'Intolerance or side effect' },
  { value: 'unknown', text: 'Not known which' },
] as const;

/** Codes of `AllergyIntolerance.reaction.severity`. */
export const severities = [
  { value: 'mild', text: 'Mild' },
  { value: 'moderate', text: 'Moderate' },
  { value: 'severe', text: 'Severe' },
  { value: 'unknown', text: 'Not known' },
] as const;

/** Codes of `AllergyIntolerance.criticality`. */
export const criticalities = [
  { value: 'high', text: 'High: it could threaten life' },
  { value: 'low', text: 'Low' },
  { value: 'unable-to-assess', text: 'Cannot be told' },
] as const;

/** Codes of `AllergyIntolerance.verificationStatus` that an allergy can be added with. */
export const certainties = [
  { value: 'confirmed', text: 'Confirmed' },
  { value: 'unconfirmed', text: 'Unconfirmed' },
] as const;

const missing = {
  kind: 'Say whether it is an allergy or an intolerance.',
  severity: 'Say how severe the reaction was, or that it is not known.',
  criticality: 'Say what the risk is, or that it cannot be told.',
  certainty: 'Say how certain it is.',
} as const;

/** The answers to the questions with given choices; those not answered are `undefined` and have an error. */
export function readAllergyAnswers(input: FormInput) {
  const kind = kinds.find(({ value }) => value === input.text('kind'));
  const severity = severities.find(({ value }) => value === input.text('severity'));
  const criticality = criticalities.find(({ value }) => value === input.text('criticality'));
  const certainty = certainties.find(({ value }) => value === input.text('certainty'));
  const errors: FieldError[] = [];
  const substance = input.text('substance');
  if (substance === '') errors.push({ field: allergyFields.substance, message: 'Enter the substance.' });
  if (/^(?:nil|none|nkd?a|no (?:known )?(?:drug )?allerg(?:y|ies))\.?$/i.test(substance)) {
    const message =
      'That there are none is not a substance. Go to the allergies, and record “No known allergies” there.';
    errors.push({ field: allergyFields.substance, message });
  }
  if (substance.length > 200) {
    errors.push({ field: allergyFields.substance, message: 'Use at most 200 characters. Put the rest into the note.' });
  }
  for (const [field, answer] of Object.entries({ kind, severity, criticality, certainty })) {
    if (answer !== undefined || !isQuestion(field)) continue;
    errors.push({ field: allergyFields[field], message: missing[field] });
  }
  return { substance, kind, severity, criticality, certainty, errors };
}

function isQuestion(field: string): field is keyof typeof missing {
  return Object.hasOwn(missing, field);
}
