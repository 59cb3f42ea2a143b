import { lookUp } from '../json/read-json.ts';

/** UCUM codes (and what laboratories write instead of them) whose readable form no rule gives. */
const units: Readonly<Record<string, string>> = {
  '1': '',
  '%': '%',
  Cel: '°C',
  '[degF]': '°F',
  'mm[Hg]': 'mmHg',
  'cm[H2O]': 'cmH₂O',
  '/min': 'per minute',
  '1/min': 'per minute',
  '{beats}/min': 'beats per minute',
  '{breaths}/min': 'breaths per minute',
  'L/min': 'litres per minute',
  'kg/m2': 'kg/m²',
  m2: 'm²',
  '10*9/L': '×10⁹/L',
  '10*12/L': '×10¹²/L',
  '10*6/L': '×10⁶/L',
  '10*3/uL': '×10³/µL',
  '10*6/uL': '×10⁶/µL',
  'mL/min/{1.73_m2}': 'mL/min/1.73 m²',
  '[lb_av]': 'lb',
  '[in_i]': 'in',
  '[pH]': 'pH',
  h: 'hours',
  d: 'days',
  wk: 'weeks',
  mo: 'months',
  a: 'years',
  min: 'minutes',
  s: 'seconds',
};

const doseUnits: Readonly<Record<string, string>> = {
  ug: 'micrograms',
  mcg: 'micrograms',
  µg: 'micrograms',
  ng: 'nanograms',
  U: 'units',
  IU: 'units',
  '[IU]': 'units',
  '[iU]': 'units',
  ml: 'mL',
};

/**
 * A unit as people read it, from a UCUM code or from whatever was written: `umol/L` gives `µmol/L`, `Cel` gives `°C`,
 * `mm[Hg]` gives `mmHg`, `/min` gives `per minute`. A unit that is not known is given back as it is; empty for
 * the unit of a bare number.
 *
 * @see https://ucum.org/ucum
 */
export function readableUnit(unit: string): string {
  const text = unit.trim();
  const known = lookUp(units, text);
  if (known !== undefined) return known;
  return text
    .replace(/\{([^}]*)\}/g, (_, note: string) => ` ${note.replaceAll('_', ' ')}`)
    .replace(/\/ /g, '/')
    .replace(/\[([^\]]*)\]/g, (_, name: string) => (name === 'iU' ? 'IU' : name))
    .replace(/(^|\/)(?:u|μ)(?=mol|g|L|U|kat|m)/g, '$1µ')
    .replace(
      /\b10[*^]-?(\d+)/g,
      (_, power: string) => `10${[...power].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`,
    )
    .trim();
}

/** A unit in a dose: as {@link readableUnit}, with "micrograms", "nanograms" and "units" written out for safety. */
export function readableDoseUnit(unit: string): string {
  return lookUp(doseUnits, unit.trim()) ?? readableUnit(unit).replace(/^µg(?=\/|$)/, 'micrograms');
}
