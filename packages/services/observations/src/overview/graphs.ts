import {
  bloodPressureSeries,
  type ChartParameter,
  type ChartSeries,
  type Html,
  html,
  memberOf,
  observationParameterCodes,
  observationSystems,
  seriesFigure,
  seriesOfObservations,
} from '@baseplate-epr/clinical-format';
import { type FhirClient, withExactDigits } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';

/** Measurements drawn at most, of all parameters together. */
const limit = 350;

/** Small enough that a telephone shows the newest point and readable words. */
const graphSize = { width: 400, height: 220 };

/** Measurements of a patient, and whether older ones were left out. */
export interface Measurements {
  readonly observations: readonly Observation[];
  readonly more: boolean;
}

const drawn: readonly (readonly [ChartParameter, label: string, unit: string])[] = [
  ['respirations', 'Respirations', 'breaths/min'],
  ['oxygenSaturation', 'SpO₂', '%'],
  ['pulse', 'Pulse', 'beats/min'],
  ['temperature', 'Temperature', '°C'],
];

/** Reads what the graphs show, whether it came in a set or alone, in one search. */
export async function readMeasurements(
  record: FhirClient,
  patient: string,
  date: readonly string[],
): Promise<Measurements> {
  const codes = [...drawn.map(([parameter]) => parameter), 'bloodPressure' as const].map(
    (parameter) => `${observationSystems.loinc}|${observationParameterCodes[parameter][0]}`,
  );
  const status = 'final,amended,corrected,preliminary';
  const found = await record.search('Observation', {
    patient,
    code: codes.join(','),
    status,
    date,
    _sort: '-date',
    _count: limit,
  });
  return { observations: found.matches, more: found.next !== undefined };
}

/** A graph of each parameter, each with its table. */
export function graphs({ observations, more }: Measurements): Html {
  const of = (parameter: ChartParameter) => observations.filter((each) => memberOf([each], parameter) !== undefined);
  const series: readonly ChartSeries[] = [
    ...drawn.flatMap(([parameter, label, unit]) =>
      seriesOfObservations(withExactDigits(of(parameter)), label).map((one) =>
        one.unit === 'per minute' ? { ...one, unit } : one,
      ),
    ),
    bloodPressureSeries(withExactDigits(of('bloodPressure'))),
  ].map((one) => ({ ...one, points: one.points.map(({ word: _word, ...point }) => point) }));
  const shown = series.filter(({ points }) => points.length > 0);
  if (shown.length === 0) return html`<p class="clinical-empty">No measurements to draw.</p>`;
  return html`<div class="observations-graphs">${shown.map((one) => seriesFigure(one, graphSize))}</div>${more && html`<p class="clinical-meta">The graphs show the newest ${limit} measurements of this period.</p>`}`;
}
