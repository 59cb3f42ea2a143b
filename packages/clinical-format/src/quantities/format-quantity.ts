import { absence } from '../absence/absence-words.ts';
import { type Html, html } from '../html/html.ts';
import { field, lookUp, textField } from '../json/read-json.ts';
import { decimalText, formatDecimal, formatDoseNumber } from './decimal-text.ts';
import { readableDoseUnit, readableUnit } from './readable-unit.ts';

/** A FHIR Quantity taken apart for reading. Empty strings where a part is not there. */
export type QuantityParts = {
  /** "less than", "at most", "at least", "more than" or empty. */
  readonly comparator: string;
  /** The digits as given, with thousands commas; `undefined` when there is no number. */
  readonly value: string | undefined;
  /** The readable unit. */
  readonly unit: string;
};

const comparators: Readonly<Record<string, string>> = {
  '<': 'less than',
  '<=': 'at most',
  '>=': 'at least',
  '>': 'more than',
  ad: 'enough for a total of',
};

/** Takes a Quantity apart. The value may be a number, or a text, which keeps digits such as `1.00`. Never throws. */
export function quantityParts(quantity: unknown): QuantityParts {
  return parts(quantity, formatDecimal, readableUnit);
}

/** Takes a dose apart: as {@link quantityParts}, with dose units written out and without trailing zeros. */
export function doseParts(quantity: unknown): QuantityParts {
  return parts(quantity, formatDoseNumber, readableDoseUnit);
}

/** Value and unit of a Quantity: `6.9 mmol/L`, `less than 5 mg/L`, `97%`. "Not recorded" when there is no number. */
export function formatQuantity(quantity: unknown): string {
  return joined(quantityParts(quantity)) ?? absence.notRecorded;
}

/** A dose for staff, with a space before the unit: `5 mg`, `0.5 mg`, `1,000 units`, `2 tablets`. "Not recorded" when there is no number. */
export function formatDose(quantity: unknown): string {
  return joined(doseParts(quantity)) ?? absence.notRecorded;
}

/** A dose for patients, by the NHS service manual: without a space before g, mg and the like: `250mg`, `2 tablets`. */
export function formatPatientDose(quantity: unknown): string {
  return formatDose(quantity)
    .replace(/(\d) (?=(?:k?g|mg|mL|L)\b)/, '$1')
    .replace('mL', 'ml');
}

/** {@link formatQuantity} as markup with the number in bold: `<b>6.9</b> mmol/L`. */
export function quantityHtml(quantity: unknown): Html {
  const { comparator, value, unit } = quantityParts(quantity);
  if (value === undefined) return html`${absence.notRecorded}`;
  return html`${comparator && `${comparator} `}<b>${value}</b>${unit && (unit === '%' ? unit : ` ${unit}`)}`;
}

/** The unit that decides whether two quantities may be compared: the code when there is one, else the text. */
export function unitKey(quantity: unknown): string | undefined {
  return textField(quantity, 'code') ?? textField(quantity, 'unit');
}

function parts(
  quantity: unknown,
  number: (value: unknown) => string | undefined,
  unit: (unit: string) => string,
): QuantityParts {
  const value = field(quantity, 'value');
  const code = textField(quantity, 'code');
  const given = textField(quantity, 'unit');
  const fromCode = code === undefined ? undefined : unit(code);
  // An unknown code comes back unchanged: then what the sender wrote for people to read is better.
  const readable = fromCode === undefined || fromCode === code ? unit(given ?? code ?? '') : fromCode;
  return {
    comparator: lookUp(comparators, field(quantity, 'comparator')) ?? '',
    value: number(value),
    unit: counted(readable, decimalText(value)),
  };
}

const countable =
  /^(?:tablet|capsule|puff|drop|patch|spray|sachet|suppository|ampoule|lozenge|pessary|unit|application|dose|vial)$/i;

function counted(unit: string, value: string | undefined): string {
  if (value === undefined || Number(value) === 1) return Number(value) === 1 && unit === 'units' ? 'unit' : unit;
  if (!countable.test(unit)) return unit;
  return unit.endsWith('y') ? `${unit.slice(0, -1)}ies` : `${unit}s`;
}

function joined({ comparator, value, unit }: QuantityParts): string | undefined {
  if (value === undefined) return undefined;
  const text = unit === '' ? value : unit === '%' ? `${value}%` : `${value} ${unit}`;
  return comparator === '' ? text : `${comparator} ${text}`;
}
