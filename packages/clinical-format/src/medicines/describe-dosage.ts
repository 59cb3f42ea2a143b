import { conceptText } from '../json/concept-text.ts';
import { field, listField, path, textField } from '../json/read-json.ts';
import { doseParts, formatDose } from '../quantities/format-quantity.ts';
import { describeTiming } from './describe-timing.ts';

/** One FHIR Dosage in words; a part that was not given is `undefined`. */
export type DosageDescription = {
  /** `5 mg`, `5 mg to 10 mg`. */
  readonly dose: string | undefined;
  /** `125 mL/h`, `5 mg per 1 hour`. */
  readonly rate: string | undefined;
  readonly route: string | undefined;
  /** `twice a day`, `four times a day when required for pain`. */
  readonly frequency: string | undefined;
  /** `4 g in 24 hours`; `2 tablets each time`; `450 mg in a lifetime`. */
  readonly maximum: string | undefined;
  /** Further instructions: "with or after food". */
  readonly instructions: readonly string[];
  /** The dosage as somebody wrote it. */
  readonly text: string | undefined;
};

/** Puts a FHIR Dosage into words. Never throws. @see https://hl7.org/fhir/R4/dosage.html */
export function describeDosage(dosage: unknown): DosageDescription {
  const amount = listField(dosage, 'doseAndRate')[0];
  const instructions = [
    ...listField(dosage, 'additionalInstruction').map(conceptText),
    textField(dosage, 'patientInstruction'),
  ].filter((text) => text !== undefined);
  return {
    dose: quantityOrRange(field(amount, 'doseQuantity'), field(amount, 'doseRange')),
    rate:
      quantityOrRange(field(amount, 'rateQuantity'), field(amount, 'rateRange')) ??
      ratio(field(amount, 'rateRatio'), 'per'),
    route: routeWords(conceptText(field(dosage, 'route'))),
    frequency: [describeTiming(field(dosage, 'timing')), whenRequired(dosage)].filter(Boolean).join(' ') || undefined,
    maximum: maximumWords(dosage),
    instructions,
    text: textField(dosage, 'text'),
  };
}

function maximumWords(dosage: unknown): string | undefined {
  const once = quantityOrRange(field(dosage, 'maxDosePerAdministration'), undefined);
  const ever = quantityOrRange(field(dosage, 'maxDosePerLifetime'), undefined);
  const limits = [
    ratio(field(dosage, 'maxDosePerPeriod'), 'in'),
    once && `${once} each time`,
    ever && `${ever} in a lifetime`,
  ];
  return limits.filter(Boolean).join(', ') || undefined;
}

function whenRequired(dosage: unknown): string | undefined {
  const reason = conceptText(field(dosage, 'asNeededCodeableConcept'));
  if (reason !== undefined) return `when required for ${reason}`;
  return field(dosage, 'asNeededBoolean') === true ? 'when required' : undefined;
}

function quantityOrRange(quantity: unknown, range: unknown): string | undefined {
  const { value, unit } = doseParts(quantity);
  // A bare "1" could be a tablet or a gram: it must not look complete.
  if (value !== undefined) return unit === '' ? `${value} (unit not recorded)` : formatDose(quantity);
  const [low, high] = [field(range, 'low'), field(range, 'high')];
  const [from, to] = [doseParts(low), doseParts(high)];
  if (from.value !== undefined && to.value !== undefined) return `${formatDose(low)} to ${formatDose(high)}`;
  if (to.value !== undefined) return `up to ${formatDose(high)}`;
  return from.value === undefined ? undefined : `at least ${formatDose(low)}`;
}

function ratio(value: unknown, word: 'in' | 'per'): string | undefined {
  const numerator = field(value, 'numerator');
  const denominator = field(value, 'denominator');
  if (doseParts(numerator).value === undefined) return undefined;
  if (doseParts(denominator).value === undefined) return formatDose(numerator);
  const one = path(value, 'denominator', 'value') === 1;
  const { unit } = doseParts(denominator);
  const span = one && /^(?:hours|days|weeks|minutes)$/.test(unit) ? `1 ${unit.slice(0, -1)}` : formatDose(denominator);
  return `${formatDose(numerator)} ${word} ${span}`;
}

function routeWords(text: string | undefined): string | undefined {
  return text
    ?.toLocaleLowerCase('en-GB')
    .replace(/ (?:route|use)$/, '')
    .replace(/^(?:via|by) /, '');
}
