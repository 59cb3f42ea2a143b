/** Level of consciousness on the NEWS2 chart: alert, new confusion, responds to voice, to pain, unresponsive. */
export type Acvpu = 'A' | 'C' | 'V' | 'P' | 'U';

/**
 * One set of vital signs. A value that was not measured is left out; it is never taken as normal.
 *
 * @see https://www.rcp.ac.uk/resources/national-early-warning-score-news-2/
 */
export type News2Values = {
  /** Breaths per minute. */
  readonly respirations?: number | undefined;
  /** SpO₂ in percent. */
  readonly oxygenSaturation?: number | undefined;
  /** True on oxygen, false on air. */
  readonly supplementalOxygen?: boolean | undefined;
  /** Systolic blood pressure in mmHg. */
  readonly systolicBloodPressure?: number | undefined;
  /** Beats per minute. */
  readonly pulse?: number | undefined;
  readonly consciousness?: Acvpu | undefined;
  /** Degrees Celsius. */
  readonly temperature?: number | undefined;
};

/** To be shown with every NEWS2 chart, as the Royal College of Physicians asks. */
export const news2Acknowledgement =
  'Reproduced from: Royal College of Physicians. National Early Warning Score (NEWS) 2: Standardising the assessment of acute-illness severity in the NHS. Updated report of a working party. London: RCP, 2017.';

/** The name of one of the seven parameters. */
export type News2Parameter = keyof News2Values;

/** The seven parameters in the order of the chart. */
export const news2Parameters: readonly News2Parameter[] = [
  'respirations',
  'oxygenSaturation',
  'supplementalOxygen',
  'systolicBloodPressure',
  'pulse',
  'consciousness',
  'temperature',
];

/** What each parameter is called on screen. */
export const news2ParameterNames: Readonly<Record<News2Parameter, string>> = {
  respirations: 'Respirations',
  oxygenSaturation: 'SpO\u2082',
  supplementalOxygen: 'Air or oxygen',
  systolicBloodPressure: 'Systolic blood pressure',
  pulse: 'Pulse',
  consciousness: 'Consciousness',
  temperature: 'Temperature',
};

/** ACVPU in words. */
export const acvpuWords: Readonly<Record<Acvpu, string>> = {
  A: 'Alert',
  C: 'New confusion',
  V: 'Responds to voice',
  P: 'Responds to pain',
  U: 'Unresponsive',
};
