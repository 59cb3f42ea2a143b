import type { Observation } from '@medplum/fhirtypes';
import { absence } from '../absence/absence-words.ts';
import { codesOf } from '../json/concept-text.ts';
import { acvpuOf } from '../news2/acvpu-of.ts';
import { acvpuWords } from '../news2/news2-values.ts';
import { supplementalOxygenOf } from '../news2/supplemental-oxygen-of.ts';
import { quantityParts } from '../quantities/format-quantity.ts';
import { formatResult } from '../quantities/format-result.ts';
import { type ChartParameter, observationParameterCodes } from './observation-codes.ts';

/** The units in which the chart is read; a value in another one says so. */
const chartUnits: Readonly<Partial<Record<ChartParameter, readonly string[]>>> = {
  respirations: ['/min', 'breaths/min', 'breaths/minute', 'per minute'],
  oxygenSaturation: ['%'],
  pulse: ['/min', 'beats/min', 'beats/minute', 'per minute'],
  temperature: ['°C'],
};

/** The Observation of a parameter in a set. */
export function memberOf(members: readonly Observation[], parameter: ChartParameter): Observation | undefined {
  const codes: readonly string[] = observationParameterCodes[parameter];
  return members.find(({ code }) => codesOf(code).some(({ code: each }) => each !== undefined && codes.includes(each)));
}

/**
 * What was measured, for a cell of the chart, without the unit the row already has. `exactly` gives an Observation its numbers back as
 * the texts they were recorded with, since 37.0 is not 37.
 */
export function cellValue(
  members: readonly Observation[],
  parameter: ChartParameter,
  exactly: (observation: Observation) => unknown,
): string | undefined {
  const member = memberOf(members, parameter);
  if (member === undefined) return undefined;
  const exact = exactly(member);
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
  if (member.component === undefined && quantityParts(quantityOf(exact)).value !== undefined) {
    return `Systolic ${words.replace(' mmHg', '')}`;
  }
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
