import {
  ageInYears,
  bloodPressureSeries,
  type ChartParameter,
  cellValue,
  formatDateTime,
  memberOf,
  type News2Parameter,
  news2Acknowledgement,
  nextSet,
  nextSetWords,
  pregnantAt,
  type ScoredSet,
  type SpO2Scale,
  scaleAt,
  scaleWords,
  scoreSet,
  seriesOfObservations,
  trendSvg,
} from '@baseplate-epr/clinical-format';
import { withExactDigits } from '@baseplate-epr/fhir-client';
import type { Observation, Patient } from '@medplum/fhirtypes';
import type { Visit } from '../visit.ts';
import { readPatientFacts } from './read-facts.ts';
import { readSets } from './read-sets.ts';
import { type ScoreView, scoreView } from './score-view.ts';

/** The latest sets of a patient, and what a new one would be scored by. */
export interface ObservationsView {
  /** Newest first. */
  readonly sets: readonly SetView[];
  readonly rows: readonly RowView[];
  readonly next: { readonly words: string; readonly overdue: boolean } | undefined;
  readonly scaleWords: string;
  readonly acknowledgement: string;
  readonly scoring: ScoringView;
}

/** One set: when, by whom, where. */
export interface SetView {
  readonly time: string;
  readonly person: string;
  readonly organisation: string;
  readonly score: ScoreView;
}

/** A parameter over the sets: the latest value, the one before, and how it went. `trend` is markup made here. */
export interface RowView {
  readonly heading: string;
  readonly unit: string;
  /** Absent where nothing was measured in the latest set. */
  readonly latest: string | undefined;
  readonly points: number | undefined;
  readonly previous: string | undefined;
  readonly trend: string;
}

/** What decides about the NEWS2 of a set that is recorded now. */
export interface ScoringView {
  readonly scale: SpO2Scale;
  readonly ageYears: number | undefined;
  readonly pregnant: boolean;
  readonly birthDate: string | undefined;
  /** FHIR dateTime of death, if it is known. */
  readonly died: string | undefined;
}

const shown = 12;

const parameters: readonly (readonly [ChartParameter, News2Parameter, heading: string, unit: string])[] = [
  ['respirations', 'respirations', 'Respirations', 'breaths/min'],
  ['oxygenSaturation', 'oxygenSaturation', 'SpO₂', '%'],
  ['supplementalOxygen', 'supplementalOxygen', 'Air or oxygen', ''],
  ['bloodPressure', 'systolicBloodPressure', 'Blood pressure', 'mmHg'],
  ['pulse', 'pulse', 'Pulse', 'beats/min'],
  ['consciousness', 'consciousness', 'Consciousness', ''],
  ['temperature', 'temperature', 'Temperature', '°C'],
];

/** Reads a patient's latest sets. @throws FhirError 403 if any of it is withheld: half a NEWS2 chart would look like a whole one */
export async function observationsView(visit: Visit, patient: Patient): Promise<ObservationsView> {
  const { now } = visit.context;
  const [facts, found] = await Promise.all([
    readPatientFacts(visit, patient),
    readSets(visit, { patient: patient.id ?? '', count: shown }),
  ]);
  const sets = found.map((set) => scoreSet(set, facts, now));
  const next = nextSet(sets[0], facts, now, visit.options);
  const words = nextSetWords(next);
  return {
    sets: sets.map(setView),
    rows: parameters.map((parameter) => rowView(sets, parameter)),
    next: next === undefined || words === undefined ? undefined : { words, overdue: next.overdue },
    scaleWords: scaleWords(facts, now),
    acknowledgement: news2Acknowledgement,
    scoring: {
      scale: scaleAt(facts, now),
      ageYears: ageInYears(patient.birthDate, now),
      pregnant: pregnantAt(facts, now),
      birthDate: patient.birthDate,
      died: patient.deceasedDateTime,
    },
  };
}

function setView({ time, person, organisation, score }: ScoredSet): SetView {
  return {
    time: formatDateTime(time),
    person: person ?? 'Person not recorded',
    organisation: organisation ?? 'Source not recorded',
    score: scoreView(score),
  };
}

function rowView(sets: readonly ScoredSet[], [parameter, scored, heading, unit]: (typeof parameters)[number]): RowView {
  const [latest, previous] = sets;
  const value = (set: ScoredSet | undefined) =>
    set === undefined ? undefined : cellValue(set.members, parameter, withExactDigits);
  const score = latest?.score;
  return {
    heading: parameter === 'oxygenSaturation' && latest !== undefined ? `${heading}, scale ${latest.scale}` : heading,
    unit,
    latest: value(latest),
    points: score === undefined || score.outcome === 'withheld' ? undefined : score.points[scored],
    previous: value(previous),
    trend: trendOf(sets, parameter, heading),
  };
}

function trendOf(sets: readonly ScoredSet[], parameter: ChartParameter, heading: string): string {
  if (parameter === 'supplementalOxygen' || parameter === 'consciousness') return '';
  const measured: readonly Observation[] = sets.flatMap(({ members }) => memberOf(members, parameter) ?? []);
  const exact = withExactDigits(measured);
  const series = parameter === 'bloodPressure' ? bloodPressureSeries(exact) : seriesOfObservations(exact, heading)[0];
  return series === undefined ? '' : String(trendSvg(series, { width: 120 }));
}
