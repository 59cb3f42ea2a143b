import { epochOfFhirDate } from '../dates/fhir-date.ts';
import { conceptText, hasCode } from '../json/concept-text.ts';
import { field, listField, listOf, textField } from '../json/read-json.ts';
import { decimalText } from '../quantities/decimal-text.ts';
import { quantityParts } from '../quantities/format-quantity.ts';
import { interpretResult } from '../quantities/interpret-result.ts';
import { readReferenceRange } from '../quantities/reference-range.ts';
import { resultTime } from '../quantities/result-time.ts';
import type { ChartPoint, ChartSeries } from './chart-series.ts';

const unusable = new Set(['entered-in-error', 'cancelled', 'registered']);
const systolic = new Set(['8480-6', '271649006']);
const diastolic = new Set(['8462-4', '271650006']);

/**
 * Series of the Observations of one test, one series for each unit, the unit measured last first, so that units are
 * never mixed. Mistaken and cancelled ones, and those without number or time, are left out. The range is that of the
 * latest Observation in the unit. `label` overrides the name of the test.
 */
export function seriesOfObservations(observations: unknown, label?: string): readonly ChartSeries[] {
  const byUnit = new Map<string, { readonly observation: unknown; readonly point: ChartPoint }[]>();
  for (const observation of usable(observations)) {
    const quantity = field(observation, 'valueQuantity');
    const value = decimalText(field(quantity, 'value'));
    const time = resultTime(observation);
    if (value === undefined || time === undefined) continue;
    const { unit, comparator } = quantityParts(quantity);
    const limit = comparator === '' ? {} : { comparator };
    const point = { time, value, word: interpretResult(observation).word, ...limit };
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), { observation, point }]);
  }
  return [...byUnit]
    .map(([unit, entries]) => series(unit, entries.toSorted(newestFirst), label))
    .sort((a, b) => newest(b) - newest(a));
}

/** The series of blood pressure panels (LOINC 85354-9 and the like), drawn as lines from diastolic to systolic. */
export function bloodPressureSeries(observations: unknown): ChartSeries {
  const points = usable(observations).flatMap((observation) => {
    const time = resultTime(observation);
    const value = component(observation, systolic);
    const low = component(observation, diastolic);
    const limit = comparatorOf(observation);
    return time === undefined || value === undefined ? [] : [{ time, value, low, ...limit }];
  });
  return { label: 'Blood pressure', unit: 'mmHg', points };
}

function series(
  unit: string,
  entries: readonly { readonly observation: unknown; readonly point: ChartPoint }[],
  label: string | undefined,
): ChartSeries {
  const latest = entries[0]?.observation;
  const { low, high, agrees } = readReferenceRange(field(latest, 'referenceRange'), field(latest, 'valueQuantity'));
  const name = label ?? conceptText(field(latest, 'code')) ?? 'Test not named';
  return { label: name, unit, points: entries.map(({ point }) => point), range: agrees ? { low, high } : undefined };
}

function usable(observations: unknown): readonly unknown[] {
  return listOf(observations).filter((each) => !unusable.has(textField(each, 'status') ?? ''));
}

function component(observation: unknown, codes: ReadonlySet<string>): string | undefined {
  const part = listField(observation, 'component').find((each) => hasCode(field(each, 'code'), codes));
  const quantity = field(part, 'valueQuantity');
  const { unit } = quantityParts(quantity);
  return unit === 'mmHg' || unit === '' ? decimalText(field(quantity, 'value')) : undefined;
}

function comparatorOf(observation: unknown): { readonly comparator?: string } {
  const part = listField(observation, 'component').find((each) => hasCode(field(each, 'code'), systolic));
  const { comparator } = quantityParts(field(part, 'valueQuantity'));
  return comparator === '' ? {} : { comparator };
}

function newestFirst(a: { readonly point: ChartPoint }, b: { readonly point: ChartPoint }): number {
  return (epochOfFhirDate(b.point.time) ?? 0) - (epochOfFhirDate(a.point.time) ?? 0);
}

function newest({ points }: ChartSeries): number {
  return epochOfFhirDate(points[0]?.time) ?? 0;
}
