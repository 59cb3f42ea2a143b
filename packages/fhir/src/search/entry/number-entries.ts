import { scaledValue } from '../unit/scaled-value.ts';
import { unitScale } from '../unit/unit-scale.ts';
import { addEntry, asObject, asText, type EntrySink, type EntryWriter } from './entry-sink.ts';

/** An end of a range of numbers that is not stated. */
const openNumber = Number.MAX_VALUE;

/** integer, decimal and the like. */
export const primitiveNumber: EntryWriter = (sink, parameter, element, value) => {
  if (typeof value === 'number') {
    addEntry(sink, element, { kind: 'number', parameter, low: value, high: value });
  }
};

/** Range, as a number. */
export const rangeNumber: EntryWriter = (sink, parameter, element, value) => {
  const range = asObject(value);
  const low = asObject(range?.low)?.value;
  const high = asObject(range?.high)?.value;
  if (typeof low !== 'number' && typeof high !== 'number') return;
  const ends = { low: typeof low === 'number' ? low : -openNumber, high: typeof high === 'number' ? high : openNumber };
  addEntry(sink, element, { kind: 'number', parameter, low: ends.low, high: ends.high });
};

interface Unit {
  readonly system: string;
  readonly code: string;
  readonly unit: string;
}

/** The code system of UCUM. */
export const ucumSystem = 'http://unitsofmeasure.org';

/** Name of the entries that hold a quantity in the usual unit of its kind, where it is not in that unit already. */
export function canonicalParameter(parameter: string): string {
  return `${parameter}:canonical`;
}

function addQuantity(sink: EntrySink, parameter: string, element: number, low: number, high: number, unit: Unit): void {
  const { system, code } = unit;
  addEntry(sink, element, { kind: 'quantity', parameter, low, high, system, code, unit: unit.unit });
  const scale = system === ucumSystem ? unitScale(code) : undefined;
  if (scale === undefined || scale.code === code) return;
  const ends = { low: scaledValue(low, scale), high: scaledValue(high, scale) };
  if (!Number.isFinite(ends.low) || !Number.isFinite(ends.high)) return;
  const scaled = canonicalParameter(parameter);
  addEntry(sink, element, { kind: 'quantity', parameter: scaled, ...ends, system, code: scale.code, unit: '' });
}

function unitOf(quantity: Readonly<Record<string, unknown>> | undefined): Unit {
  return { system: asText(quantity?.system), code: asText(quantity?.code), unit: asText(quantity?.unit) };
}

/** Quantity and its profiles (Age, Duration …). A comparator makes it a range that is open on one side. */
export const quantity: EntryWriter = (sink, parameter, element, value) => {
  const one = asObject(value);
  const number = one?.value;
  if (typeof number !== 'number') return;
  const comparator = asText(one?.comparator);
  const low = comparator.startsWith('<') ? -openNumber : number;
  const high = comparator.startsWith('>') ? openNumber : number;
  addQuantity(sink, parameter, element, low, high, unitOf(one));
};

/** Money: the currency is a code of ISO 4217. */
export const moneyQuantity: EntryWriter = (sink, parameter, element, value) => {
  const money = asObject(value);
  if (typeof money?.value !== 'number') return;
  const currency = asText(money.currency);
  const unit = { system: currency === '' ? '' : 'urn:iso:std:iso:4217', code: currency, unit: currency };
  addQuantity(sink, parameter, element, money.value, money.value, unit);
};

/** Range of quantities. */
export const rangeQuantity: EntryWriter = (sink, parameter, element, value) => {
  const range = asObject(value);
  const low = asObject(range?.low);
  const high = asObject(range?.high);
  if (typeof low?.value !== 'number' && typeof high?.value !== 'number') return;
  const from = typeof low?.value === 'number' ? low.value : -openNumber;
  const to = typeof high?.value === 'number' ? high.value : openNumber;
  addQuantity(sink, parameter, element, from, to, unitOf(low ?? high));
};

/** SampledData: from its least value to its greatest, in the unit of its origin. */
export const sampledQuantity: EntryWriter = (sink, parameter, element, value) => {
  const sampled = asObject(value);
  const origin = asObject(sampled?.origin);
  const offset = typeof origin?.value === 'number' ? origin.value : 0;
  const factor = typeof sampled?.factor === 'number' ? sampled.factor : 1;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const text of asText(sampled?.data).split(' ')) {
    // E, L and U stand for an error and for values beyond the device's limits.
    if (!/^[-+]?\d/.test(text)) continue;
    const number = offset + factor * Number(text);
    low = Math.min(low, number);
    high = Math.max(high, number);
  }
  if (Number.isFinite(low) && Number.isFinite(high)) addQuantity(sink, parameter, element, low, high, unitOf(origin));
};
