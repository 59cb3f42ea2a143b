import {
  bloodPressureSeries,
  type ChartParameter,
  type ChartSeries,
  codesOf,
  type Html,
  html,
  memberOf,
  observationPanelCode,
  observationParameterCodes,
  observationSystems,
  partsAsMembers,
  seriesFigure,
  seriesOfObservations,
} from '@baseplate-epr/clinical-format';
import { type FhirClient, withExactDigits } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';

/** Observations read at most, of all parameters together; a sender who puts a whole set into one has it drawn from that. */
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

/** Reads what the graphs show, whether it came in a set, as parts of one or alone, in one search. */
export async function readMeasurements(
  record: FhirClient,
  patient: string,
  date: readonly string[],
): Promise<Measurements> {
  const parameters = [...drawn.map(([parameter]) => parameter), 'bloodPressure' as const];
  const codes = [observationPanelCode, ...parameters.map((parameter) => observationParameterCodes[parameter][0])].map(
    (code) => `${observationSystems.loinc}|${code}`,
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
  const observations = found.matches.flatMap((each) => (isPanel(each) ? partsAsMembers(each) : [each]));
  return { observations, more: found.next !== undefined };
}

function isPanel({ code }: Observation): boolean {
  return codesOf(code).some((each) => each.code === observationPanelCode);
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
  return html`<div class="observations-graphs">${shown.map((one) => seriesFigure(one, graphSize))}</div>${more && html`<p class="clinical-meta">The graphs show the newest measurements of this period, not all of them.</p>`}`;
}
