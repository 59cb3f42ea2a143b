import { absenceWord } from '../absence/absence-words.ts';
import { formatDateTime } from '../dates/format-date.ts';
import { type Html, html } from '../html/html.ts';
import { codesOf, conceptText, hasCode } from '../json/concept-text.ts';
import { field, listField, textField } from '../json/read-json.ts';
import { formatDecimal } from './decimal-text.ts';
import { formatQuantity, quantityHtml, quantityParts } from './format-quantity.ts';
import { interpretResult } from './interpret-result.ts';

const systolic = new Set(['8480-6', '271649006']);
const diastolic = new Set(['8462-4', '271650006']);

/**
 * The value of an Observation (or component) in words, of whatever type it is: quantity, code, text, number, yes or
 * no, range, ratio, time; and of a panel its components (`128/76 mmHg`). Without a value, the word for its data-absent-reason: "Not recorded", "Not asked",
 * "Withheld", "Source unavailable". Never throws.
 */
export function formatResult(observation: unknown): string {
  return components(observation) ?? single(observation);
}

function single(observation: unknown): string {
  return ownValue(observation) ?? missing(observation);
}

function ownValue(observation: unknown): string | undefined {
  const quantity = field(observation, 'valueQuantity');
  if (quantityParts(quantity).value !== undefined) return formatQuantity(quantity);
  const given = field(observation, 'valueBoolean');
  if (typeof given === 'boolean') return given ? 'Yes' : 'No';
  const time = textField(observation, 'valueDateTime');
  return (
    conceptText(field(observation, 'valueCodeableConcept')) ??
    textField(observation, 'valueString') ??
    formatDecimal(field(observation, 'valueInteger')) ??
    rangeWords(field(observation, 'valueRange')) ??
    ratioWords(field(observation, 'valueRatio')) ??
    periodWords(field(observation, 'valuePeriod')) ??
    (field(observation, 'valueSampledData') === undefined ? undefined : 'Trace recorded, not shown here') ??
    (time === undefined ? textField(observation, 'valueTime')?.slice(0, 5) : formatDateTime(time))
  );
}

/** {@link formatResult} as markup, with the number of a quantity, or the whole of another value, in bold. */
export function resultHtml(observation: unknown): Html {
  const quantity = field(observation, 'valueQuantity');
  if (listField(observation, 'component').length === 0 && quantityParts(quantity).value !== undefined) {
    return quantityHtml(quantity);
  }
  const text = formatResult(observation);
  return text === missing(observation) ? html`${text}` : html`<b>${text}</b>`;
}

/** A panel in words: `128/76 mmHg` for blood pressure, else each component with its name. */
function components(observation: unknown): string | undefined {
  const parts = listField(observation, 'component');
  if (parts.length === 0) return undefined;
  const upper = parts.find((part) => hasCode(field(part, 'code'), systolic));
  const lower = parts.find((part) => hasCode(field(part, 'code'), diastolic));
  const one = quantityParts(field(upper, 'valueQuantity'));
  const other = quantityParts(field(lower, 'valueQuantity'));
  const plain = one.comparator === '' && other.comparator === '' && one.unit === other.unit;
  if (parts.length === 2 && one.value !== undefined && other.value !== undefined && plain) {
    return `${one.value}/${formatQuantity(field(lower, 'valueQuantity'))}`;
  }
  // FHIR components have no components of their own; looking no deeper keeps odd data from recursing.
  const named = parts.map((part) => `${partName(part)}: ${single(part)}${outside(part)}`);
  const whole = ownValue(observation);
  return (whole === undefined ? named : [whole, ...named]).join('; ');
}

/** Senders of blood pressure often give codes alone. */
function partName(part: unknown): string {
  const code = field(part, 'code');
  const named = conceptText(code) ?? 'Part not named';
  if (!named.startsWith('Code ')) return named;
  if (hasCode(code, systolic)) return 'Systolic blood pressure';
  return hasCode(code, diastolic) ? 'Diastolic blood pressure' : named;
}

/** Where a component is out of the ordinary, how: the panel's own word does not say which of them it is. */
function outside(part: unknown): string {
  const { severity, word } = interpretResult(part);
  return severity === 'critical' || severity === 'abnormal' ? ` (${word.toLowerCase()})` : '';
}

function missing(observation: unknown): string {
  const reason = field(observation, 'dataAbsentReason');
  if (reason === undefined && listField(observation, 'hasMember').length > 0) return 'In its parts';
  return absenceWord(codesOf(reason)[0]?.code);
}

function known(quantity: unknown): boolean {
  return quantityParts(quantity).value !== undefined;
}

/** An end that is open is said: "at least 10 mmol/L" is not "10 mmol/L". */
function rangeWords(range: unknown): string | undefined {
  const [low, high] = [field(range, 'low'), field(range, 'high')];
  if (known(low))
    return known(high) ? `${formatQuantity(low)} to ${formatQuantity(high)}` : `at least ${formatQuantity(low)}`;
  return known(high) ? `at most ${formatQuantity(high)}` : undefined;
}

function ratioWords(ratio: unknown): string | undefined {
  const [one, other] = [field(ratio, 'numerator'), field(ratio, 'denominator')];
  return known(one) || known(other) ? `${formatQuantity(one)} : ${formatQuantity(other)}` : undefined;
}

function periodWords(period: unknown): string | undefined {
  const [start, end] = [textField(period, 'start'), textField(period, 'end')];
  if (start === undefined) return end === undefined ? undefined : `until ${formatDateTime(end)}`;
  return end === undefined ? `from ${formatDateTime(start)}` : `${formatDateTime(start)} to ${formatDateTime(end)}`;
}
