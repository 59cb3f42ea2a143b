import { type Html, html } from '../html/html.ts';
import { listField, textField } from '../json/read-json.ts';

/** The label of an NHS number on every screen (NHS Common User Interface). */
export const nhsNumberLabel = 'NHS No.';

/** The FHIR identifier system of NHS numbers. */
export const nhsNumberSystem = 'https://fhir.nhs.uk/Id/nhs-number';

/**
 * Whether a value is ten digits with a right check digit by modulus 11. Ten zeros pass the sum but are a
 * placeholder, so they are refused. A valid number is not proof of who somebody is: never match on it alone.
 *
 * @see https://www.datadictionary.nhs.uk/attributes/nhs_number.html
 */
export function isNhsNumber(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{10}$/.test(value) || value === '0000000000') return false;
  let sum = 0;
  for (let index = 0; index < 9; index += 1) sum += Number(value[index]) * (10 - index);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(value[9]);
}

/**
 * Reads an NHS number as people type or paste it, with spaces of any kind, dashes or dots between the digits and
 * perhaps its label in front. `undefined` unless exactly ten digits with a right check digit are left.
 */
export function parseNhsNumber(typed: unknown): string | undefined {
  if (typeof typed !== 'string') return undefined;
  const digits = typed
    .normalize('NFKC')
    .replace(/^\s*NHS\s*(?:No|number)?\s*[.:]?/i, '')
    .replace(/[\s.\p{Dash}\u00ad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]/gu, '');
  return isNhsNumber(digits) ? digits : undefined;
}

/**
 * An NHS number as it is shown, 3-3-4: `999 123 4578`. "Not recorded" when missing. A number that fails its check is
 * shown as recorded and marked, because hiding it would hide the mistake: `9991234567 (not a valid NHS number)`.
 */
export function formatNhsNumber(value: unknown): string {
  const number = parseNhsNumber(value);
  if (number !== undefined) return `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`;
  const given = typeof value === 'string' ? value.trim() : '';
  return given === '' ? 'Not recorded' : `${given} (not a valid NHS number)`;
}

/** {@link formatNhsNumber} as markup that stays on one line. */
export function nhsNumberHtml(value: unknown): Html {
  return html`<span class="nhsuk-u-nowrap">${formatNhsNumber(value)}</span>`;
}

/**
 * The NHS number among a Patient's identifiers, in digits as recorded; `undefined` when there is none. A number
 * marked `old` (superseded) is only given when there is no other.
 */
export function nhsNumberOf(patient: unknown): string | undefined {
  const numbers = listField(patient, 'identifier').filter((each) => textField(each, 'system') === nhsNumberSystem);
  const current = numbers.find((each) => textField(each, 'use') !== 'old') ?? numbers[0];
  return textField(current, 'value')?.replace(/\s/g, '');
}
