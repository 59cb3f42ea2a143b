import { absenceWord } from '../absence/absence-words.ts';
import { formatDateTime } from '../dates/format-date.ts';
import { type Html, html } from '../html/html.ts';
import { codesOf, conceptText } from '../json/concept-text.ts';
import { field, textField } from '../json/read-json.ts';
import { formatDecimal } from './decimal-text.ts';
import { formatQuantity, quantityHtml, quantityParts } from './format-quantity.ts';

/**
 * The value of an Observation (or component) in words, of whatever type it is: quantity, code, text, number, yes or
 * no, range, ratio, time. Without a value, the word for its data-absent-reason: "Not recorded", "Not asked",
 * "Withheld", "Source unavailable". Never throws.
 */
export function formatResult(observation: unknown): string {
  const quantity = field(observation, 'valueQuantity');
  if (quantityParts(quantity).value !== undefined) return formatQuantity(quantity);
  const given = field(observation, 'valueBoolean');
  if (typeof given === 'boolean') return given ? 'Yes' : 'No';
  const time = textField(observation, 'valueDateTime') ?? textField(field(observation, 'valuePeriod'), 'start');
  return (
    conceptText(field(observation, 'valueCodeableConcept')) ??
    textField(observation, 'valueString') ??
    formatDecimal(field(observation, 'valueInteger')) ??
    pair(field(observation, 'valueRange'), 'low', 'high', ' to ') ??
    pair(field(observation, 'valueRatio'), 'numerator', 'denominator', ' : ') ??
    (time === undefined ? textField(observation, 'valueTime')?.slice(0, 5) : formatDateTime(time)) ??
    missing(observation)
  );
}

/** {@link formatResult} as markup, with the number of a quantity, or the whole of another value, in bold. */
export function resultHtml(observation: unknown): Html {
  const quantity = field(observation, 'valueQuantity');
  if (quantityParts(quantity).value !== undefined) return quantityHtml(quantity);
  const text = formatResult(observation);
  return text === missing(observation) ? html`${text}` : html`<b>${text}</b>`;
}

function missing(observation: unknown): string {
  return absenceWord(codesOf(field(observation, 'dataAbsentReason'))[0]?.code);
}

function pair(value: unknown, first: string, second: string, between: string): string | undefined {
  const [one, other] = [field(value, first), field(value, second)];
  const known = [one, other].filter((each) => quantityParts(each).value !== undefined);
  return known.length === 0 ? undefined : known.map(formatQuantity).join(between);
}
