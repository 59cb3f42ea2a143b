import { lookUp } from '../json/read-json.ts';
import type { Acvpu, News2Parameter, News2Values } from './news2-values.ts';

/** Points for one parameter. */
export type News2Points = 0 | 1 | 2 | 3;

/** Scale 1, or scale 2 for a target of 88 to 92%, which only a clinician's recorded decision may choose. */
export type SpO2Scale = 1 | 2;

/** Points up to and including `upTo`; the bands of one parameter go upwards and end with infinity. */
type Band = readonly [upTo: number, points: News2Points];

const respirations: readonly Band[] = [
  [8, 3],
  [11, 1],
  [20, 0],
  [24, 2],
  [Infinity, 3],
];
const scale1: readonly Band[] = [
  [91, 3],
  [93, 2],
  [95, 1],
  [Infinity, 0],
];
const scale2OnAir: readonly Band[] = [
  [83, 3],
  [85, 2],
  [87, 1],
  [Infinity, 0],
];
const scale2OnOxygen: readonly Band[] = [
  [83, 3],
  [85, 2],
  [87, 1],
  [92, 0],
  [94, 1],
  [96, 2],
  [Infinity, 3],
];
const systolic: readonly Band[] = [
  [90, 3],
  [100, 2],
  [110, 1],
  [219, 0],
  [Infinity, 3],
];
const pulse: readonly Band[] = [
  [40, 3],
  [50, 1],
  [90, 0],
  [110, 1],
  [130, 2],
  [Infinity, 3],
];
const temperature: readonly Band[] = [
  [35, 3],
  [36, 1],
  [38, 0],
  [39, 1],
  [Infinity, 2],
];

/** Beyond these a value is a slip of the pen or of a monitor, and counts as missing. */
const plausible: Readonly<Record<string, readonly [lowest: number, highest: number]>> = {
  respirations: [0, 120],
  oxygenSaturation: [0, 100],
  systolicBloodPressure: [0, 350],
  pulse: [0, 350],
  temperature: [20, 46],
};

const acvpuPoints: Readonly<Record<Acvpu, News2Points>> = { A: 0, C: 3, V: 3, P: 3, U: 3 };

/**
 * Points for one parameter by the chart of the Royal College of Physicians (2017); `undefined` when the value is
 * missing or cannot be true. Values are first rounded to what the chart prints: whole numbers, and one decimal for
 * the temperature. On scale 2, a saturation of 93% or more cannot be scored until air or oxygen is known.
 */
export function news2Points(parameter: News2Parameter, values: News2Values, scale: SpO2Scale): News2Points | undefined {
  switch (parameter) {
    case 'respirations':
      return inBands(respirations, rounded(values, parameter, 0));
    case 'oxygenSaturation':
      return saturation(rounded(values, parameter, 0), values.supplementalOxygen, scale);
    case 'supplementalOxygen':
      return typeof values.supplementalOxygen === 'boolean' ? (values.supplementalOxygen ? 2 : 0) : undefined;
    case 'systolicBloodPressure':
      return inBands(systolic, rounded(values, parameter, 0));
    case 'pulse':
      return inBands(pulse, rounded(values, parameter, 0));
    case 'consciousness':
      return lookUp(acvpuPoints, values.consciousness);
    case 'temperature':
      return inBands(temperature, rounded(values, parameter, 1));
  }
}

function saturation(value: number | undefined, oxygen: boolean | undefined, scale: SpO2Scale): News2Points | undefined {
  if (scale !== 2) return inBands(scale1, value);
  if (value !== undefined && value >= 93 && typeof oxygen !== 'boolean') return undefined;
  return inBands(oxygen === true ? scale2OnOxygen : scale2OnAir, value);
}

function inBands(bands: readonly Band[], value: number | undefined): News2Points | undefined {
  return value === undefined ? undefined : bands.find(([upTo]) => value <= upTo)?.[1];
}

function rounded(values: News2Values, parameter: News2Parameter, decimals: number): number | undefined {
  const value = values[parameter];
  const [lowest, highest] = plausible[parameter] ?? [0, 0];
  if (typeof value !== 'number' || !(value >= lowest && value <= highest)) return undefined;
  // Through the decimal text, because 38.05 * 10 is 380.49999999999994 in binary.
  return Number(`${Math.round(Number(`${value}e${decimals}`))}e-${decimals}`);
}
