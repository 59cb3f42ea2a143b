import {
  absence,
  acvpuOf,
  acvpuWords,
  codesOf,
  formatResult,
  quantityParts,
  supplementalOxygenOf,
} from '@baseplate-epr/clinical-format';
import { withExactDigits } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';
import { type ChartParameter, parameterCodes } from '../reading/codes.ts';

/** The units in which the chart is read; a value in another one says so. */
const chartUnits: Readonly<Partial<Record<ChartParameter, readonly string[]>>> = {
  respirations: ['/min', 'breaths/min', 'breaths/minute', 'per minute'],
  oxygenSaturation: ['%'],
  pulse: ['/min', 'beats/min', 'beats/minute', 'per minute'],
  temperature: ['°C'],
};

/** The Observation of a parameter in a set. */
export function memberOf(members: readonly Observation[], parameter: ChartParameter): Observation | undefined {
  const codes: readonly string[] = parameterCodes[parameter];
  return members.find(({ code }) => codesOf(code).some(({ code: each }) => each !== undefined && codes.includes(each)));
}

/** What was measured, for a cell of the chart: with the digits it was recorded with, without the unit the row already has. */
export function cellValue(members: readonly Observation[], parameter: ChartParameter): string | undefined {
  const member = memberOf(members, parameter);
  if (member === undefined) return undefined;
  const exact = withExactDigits(member);
  if (parameter === 'consciousness') {
    const level = acvpuOf(member);
    return level === undefined ? formatResult(exact) : acvpuWords[level];
  }
  if (parameter === 'supplementalOxygen') return oxygenWords(member, exact);
  if (parameter === 'bloodPressure') return bloodPressure(member, exact);
  const { comparator, value, unit } = quantityParts(quantityOf(exact));
  if (value === undefined) return formatResult(exact);
  const shown = unit === '' || chartUnits[parameter]?.includes(unit) ? value : `${value} ${unit}`;
  return comparator === '' ? shown : `${comparator} ${shown}`;
}

function oxygenWords(member: Observation, exact: unknown): string {
  const oxygen = supplementalOxygenOf(member);
  if (oxygen === false) return 'Air';
  if (quantityParts(quantityOf(exact)).value !== undefined) {
    return formatResult(exact).replace('litres per minute', 'L/min');
  }
  return oxygen === true ? 'Oxygen, flow not recorded' : absence.notRecorded;
}

function bloodPressure(member: Observation, exact: unknown): string {
  const words = formatResult(exact);
  const both = /^(.+\/.+) mmHg$/.exec(words);
  if (both?.[1] !== undefined) return both[1];
  const [only] = member.component ?? [];
  return member.component?.length === 1 && only !== undefined
    ? words.replace('Systolic blood pressure: ', 'Systolic ').replace(' mmHg', '')
    : words;
}

function quantityOf(observation: unknown): unknown {
  return typeof observation === 'object' && observation !== null && 'valueQuantity' in observation
    ? observation.valueQuantity
    : undefined;
}
