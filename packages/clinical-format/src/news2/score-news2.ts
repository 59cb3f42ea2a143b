import { type News2Points, news2Points, type SpO2Scale } from './news2-bands.ts';
import { type News2Response, news2Response } from './news2-response.ts';
import { type News2Parameter, type News2Values, news2ParameterNames, news2Parameters } from './news2-values.ts';

/** About whom a score is made. */
export type News2Options = {
  /** 2 only where a clinician has decided so and the decision is recorded. */
  readonly scale: SpO2Scale;
  /** Completed years; `undefined` when not known, which does not withhold the score but is said. */
  readonly ageYears?: number | undefined;
  readonly pregnant?: boolean | undefined;
};

/** Points for each parameter; `undefined` where it is missing or not readable. */
export type News2PointsByParameter = Readonly<Record<News2Parameter, News2Points | undefined>>;

/** A whole set: the only outcome with a total. */
export type News2Complete = News2Response & {
  readonly outcome: 'complete';
  readonly scale: SpO2Scale;
  readonly points: News2PointsByParameter;
  readonly total: number;
  /** Parameters that score 3 on their own. */
  readonly threes: readonly News2Parameter[];
  /** One sentence for the screen: "NEWS2 12: emergency response, monitor continuously". */
  readonly words: string;
  /** Said beside the score, such as that the age is not known; `undefined` when there is nothing to say. */
  readonly caution: string | undefined;
};

/** A set with something missing: points where they can be given, and no total. */
export type News2Incomplete = {
  readonly outcome: 'incomplete';
  readonly scale: SpO2Scale;
  readonly points: News2PointsByParameter;
  readonly missing: readonly News2Parameter[];
  readonly threes: readonly News2Parameter[];
  /** "NEWS2 incomplete: Pulse and Temperature missing"; what already calls for a response is said as well. */
  readonly words: string;
  /** The response that the parameters there are already call for, whatever the missing ones are; `undefined` if none. */
  readonly atLeast: News2Response | undefined;
  readonly caution: string | undefined;
};

/** A patient for whom NEWS2 was not made. */
export type News2Withheld = {
  readonly outcome: 'withheld';
  readonly reason: 'under-16' | 'pregnant';
  readonly words: string;
};

/** The outcome of scoring one set. */
export type News2Score = News2Complete | News2Incomplete | News2Withheld;

/**
 * Scores one set of vital signs by the National Early Warning Score 2 (Royal College of Physicians, 2017). A missing
 * or impossible parameter makes the score incomplete: it is never counted as 0 and there is no total. Withheld under
 * 16 years and in pregnancy. Never throws.
 *
 * @see https://www.rcp.ac.uk/resources/national-early-warning-score-news-2/
 */
export function scoreNews2(values: News2Values, options: News2Options): News2Score {
  const { scale, ageYears, pregnant } = options;
  if (ageYears !== undefined && ageYears < 16) {
    return { outcome: 'withheld', reason: 'under-16', words: 'NEWS2 not scored: it is not for patients under 16' };
  }
  if (pregnant === true) {
    return { outcome: 'withheld', reason: 'pregnant', words: 'NEWS2 not scored: it is not for use in pregnancy' };
  }
  const points = pointsOf(values, scale);
  const missing = news2Parameters.filter((parameter) => points[parameter] === undefined);
  const threes = news2Parameters.filter((parameter) => points[parameter] === 3);
  const sum = news2Parameters.reduce((total, parameter) => total + (points[parameter] ?? 0), 0);
  const response = news2Response(sum, threes.length > 0);
  const caution = ageYears === undefined ? 'Age not known: NEWS2 is for patients of 16 and over' : undefined;
  const common = { scale, points, threes, caution } as const;
  if (missing.length > 0) {
    const atLeast = sum >= 5 || threes.length > 0 ? response : undefined;
    return { ...common, outcome: 'incomplete', missing, atLeast, words: incompleteWords(missing, atLeast) };
  }
  const words = `NEWS2 ${sum}: ${response.response.toLowerCase()}, monitor ${response.monitoring}`;
  return { ...common, ...response, outcome: 'complete', total: sum, words };
}

function pointsOf(values: News2Values, scale: SpO2Scale): News2PointsByParameter {
  return {
    respirations: news2Points('respirations', values, scale),
    oxygenSaturation: news2Points('oxygenSaturation', values, scale),
    supplementalOxygen: news2Points('supplementalOxygen', values, scale),
    systolicBloodPressure: news2Points('systolicBloodPressure', values, scale),
    pulse: news2Points('pulse', values, scale),
    consciousness: news2Points('consciousness', values, scale),
    temperature: news2Points('temperature', values, scale),
  };
}

function incompleteWords(missing: readonly News2Parameter[], atLeast: News2Response | undefined): string {
  const names = missing.map((parameter) => news2ParameterNames[parameter]);
  const last = names.at(-1) ?? '';
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
  const already = atLeast === undefined ? '' : `. Already calls for: ${atLeast.response.toLowerCase()}`;
  return `NEWS2 incomplete: ${list} missing${already}`;
}
