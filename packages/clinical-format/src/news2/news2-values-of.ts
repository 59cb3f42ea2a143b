import { hasCode } from '../json/concept-text.ts';
import { field, listField, listOf, textField } from '../json/read-json.ts';
import { decimalNumber } from '../quantities/decimal-text.ts';
import { acvpuOf } from './acvpu-of.ts';
import type { News2Values } from './news2-values.ts';
import { isAboutOxygen, supplementalOxygenOf } from './supplemental-oxygen-of.ts';

/** LOINC and SNOMED CT codes by which vital signs arrive. */
const respirations = new Set(['9279-1', '86290005']);
const oxygenSaturation = new Set(['59408-5', '2708-6', '103228002', '431314004']);
const systolic = new Set(['8480-6', '271649006', '72313002']);
const pulse = new Set(['8867-4', '364075005', '78564009']);
const consciousness = new Set(['67775-7', '80288-4', '1104441000000107', '365933000', '6942003']);
const temperature = new Set(['8310-5', '8331-1', '8328-7', '276885007', '386725007', '415882003', '415929009']);

const perMinute =
  /^(?:1?\/min|\{?(?:beats|breaths|resp)\}?\/min(?:ute)?|bpm|(?:beats|breaths) per minute|per minute)$/i;
const percent = /^(?:%|percent|\{percent\})$/i;
const pressure = /^mm\[?hg\]?$/i;
const celsius = /^(?:cel|°?c|degc|celsius|degrees celsius)$/i;
const fahrenheit = /^(?:\[degf\]|°?f|degf|fahrenheit)$/i;
const unusable = new Set(['entered-in-error', 'cancelled', 'registered']);

/**
 * Reads the seven NEWS2 parameters out of the Observations of one set (with their components), by LOINC or SNOMED CT
 * code. A value in a foreign unit, with a comparator, mistaken or cancelled is left out and so counts as missing.
 * Where one parameter is there twice, the first in the list wins: hand in the newest first.
 */
export function news2ValuesOf(observations: unknown): News2Values {
  const usable = listOf(observations).filter((each) => !unusable.has(textField(each, 'status') ?? ''));
  const items = usable.flatMap((each) => [each, ...listField(each, 'component')]);
  const oxygen = items.filter(isAboutOxygen).map(supplementalOxygenOf);
  return {
    respirations: first(items, respirations, (value, unit) => within(value, unit, perMinute)),
    oxygenSaturation: first(items, oxygenSaturation, (value, unit) => within(value, unit, percent)),
    supplementalOxygen: oxygen.includes(true) ? true : oxygen.find((each) => each !== undefined),
    systolicBloodPressure: first(items, systolic, (value, unit) => within(value, unit, pressure)),
    pulse: first(items, pulse, (value, unit) => within(value, unit, perMinute)),
    consciousness: items
      .filter((item) => hasCode(field(item, 'code'), consciousness))
      .map(acvpuOf)
      .find((level) => level !== undefined),
    temperature: first(items, temperature, (value, unit) =>
      fahrenheit.test(unit ?? '') ? ((value - 32) * 5) / 9 : within(value, unit, celsius),
    ),
  };
}

function first(
  items: readonly unknown[],
  codes: ReadonlySet<string>,
  convert: (value: number, unit: string | undefined) => number | undefined,
): number | undefined {
  for (const item of items) {
    if (!hasCode(field(item, 'code'), codes)) continue;
    const quantity = field(item, 'valueQuantity');
    const value = decimalNumber(field(quantity, 'value') ?? field(item, 'valueInteger'));
    if (value === undefined || textField(quantity, 'comparator') !== undefined) continue;
    const converted = convert(value, textField(quantity, 'code') ?? textField(quantity, 'unit'));
    if (converted !== undefined) return converted;
  }
  return undefined;
}

/** A value without any unit is taken in the unit of the chart; the chart's limits catch what cannot be. */
function within(value: number, unit: string | undefined, expected: RegExp): number | undefined {
  return unit === undefined || expected.test(unit) ? value : undefined;
}
