import { conceptText } from '../json/concept-text.ts';
import { field, listField, textField } from '../json/read-json.ts';

/** A medicine's name. */
export type MedicineName = {
  /** The generic name in lower case, as it was recorded otherwise; "Medicine not recorded" when missing. */
  readonly generic: string;
  /** The brand in upper case; `undefined` when none was recorded. */
  readonly brand: string | undefined;
  /** The form; `undefined` when it is not recorded apart from the name. */
  readonly form: string | undefined;
};

/** Said where a medicine has no name. */
export const medicineNotRecorded = 'Medicine not recorded';

/**
 * Finds the name of a MedicationRequest's, MedicationStatement's or MedicationAdministration's medicine: its own
 * concept, the Medication it contains, or the `medication` that the caller has fetched for its reference. A brand is
 * taken from the `[Brand]` that RxNorm puts after a name.
 */
export function medicineName(resource: unknown, medication?: unknown): MedicineName {
  const reference = field(resource, 'medicationReference');
  const id = textField(reference, 'reference')?.replace(/^#/, '');
  const contained = listField(resource, 'contained').find((each) => id !== undefined && textField(each, 'id') === id);
  const product =
    contained ?? medication ?? (textField(resource, 'resourceType') === 'Medication' ? resource : undefined);
  const text =
    conceptText(field(resource, 'medicationCodeableConcept')) ??
    conceptText(field(product, 'code')) ??
    textField(reference, 'display');
  const branded = /^(.*\S)\s*\[([^\][]+)\]$/.exec(text ?? '');
  return {
    generic: text === undefined ? medicineNotRecorded : lowerCase(branded?.[1] ?? text),
    brand: branded?.[2]?.trim().toLocaleUpperCase('en-GB'),
    form: conceptText(field(product, 'form'))?.toLocaleLowerCase('en-GB'),
  };
}

const unitWords = new Map([
  ['MG', 'mg'],
  ['ML', 'mL'],
  ['MCG', 'micrograms'],
  ['HR', 'hour'],
  ['ACTUAT', 'actuation'],
]);
/** Short capitals (MR, XL, IU), words with digits (B12) and deliberate mixed case (predniSOLONE, mL) keep their letters. */
const keepsLetters = /^(?:[A-Z]{1,3}|.*\d.*|[^A-Z]*[a-z]+[A-Z].*)$/;

function lowerCase(text: string): string {
  return text
    .split(/([\s/()-]+)/)
    .map((word) => unitWords.get(word) ?? (keepsLetters.test(word) ? word : word.toLocaleLowerCase('en-GB')))
    .join('');
}
