/** Which way a result is out of the ordinary. */
export type ResultDirection = 'high' | 'low' | 'none';

/** How much it asks for attention: `critical` at once, `abnormal`, `normal`, or `unknown` when nobody said. */
export type ResultSeverity = 'critical' | 'abnormal' | 'normal' | 'unknown';

/** One interpretation in words. */
export type InterpretationWord = {
  readonly word: string;
  readonly direction: ResultDirection;
  readonly severity: ResultSeverity;
};

const entry = (word: string, severity: ResultSeverity, direction: ResultDirection = 'none'): InterpretationWord => ({
  word,
  direction,
  severity,
});

/**
 * HL7 v3 ObservationInterpretation codes in words (HL7 v2 table 0078 uses the same letters).
 *
 * @see https://terminology.hl7.org/CodeSystem-v3-ObservationInterpretation.html
 */
export const interpretationWords: Readonly<Record<string, InterpretationWord>> = {
  HH: entry('Very high', 'critical', 'high'),
  HU: entry('Very high', 'critical', 'high'),
  H: entry('High', 'abnormal', 'high'),
  LL: entry('Very low', 'critical', 'low'),
  LU: entry('Very low', 'critical', 'low'),
  L: entry('Low', 'abnormal', 'low'),
  AA: entry('Very abnormal', 'critical'),
  A: entry('Abnormal', 'abnormal'),
  N: entry('Within range', 'normal'),
  '>': entry('Above measurable range', 'abnormal', 'high'),
  '<': entry('Below measurable range', 'abnormal', 'low'),
  HX: entry('Above high threshold', 'abnormal', 'high'),
  LX: entry('Below low threshold', 'abnormal', 'low'),
  POS: entry('Positive', 'abnormal'),
  NEG: entry('Negative', 'normal'),
  DET: entry('Detected', 'abnormal'),
  ND: entry('Not detected', 'normal'),
  IND: entry('Indeterminate', 'unknown'),
  E: entry('Equivocal', 'unknown'),
  RR: entry('Reactive', 'abnormal'),
  WR: entry('Weakly reactive', 'abnormal'),
  NR: entry('Non-reactive', 'normal'),
  EXP: entry('Expected', 'normal'),
  UNE: entry('Unexpected', 'abnormal'),
  R: entry('Resistant', 'abnormal'),
  I: entry('Intermediate', 'abnormal'),
  S: entry('Susceptible', 'normal'),
  NS: entry('Not susceptible', 'abnormal'),
  SDD: entry('Susceptible, depending on dose', 'normal'),
  B: entry('Better', 'unknown'),
  W: entry('Worse', 'abnormal'),
  U: entry('Rising', 'abnormal'),
  D: entry('Falling', 'abnormal'),
};
