import { codeSystems } from '../codes/code-systems.ts';
import type { Concept } from '../codes/concept.ts';
import type { LaboratoryTest } from './laboratory-test.ts';

/** The range a result is held against. */
export interface ReferenceLimits {
  readonly low: number;
  readonly high?: number;
}

const flag = (code: string, display: string): Concept => ({
  coding: [{ system: codeSystems.interpretation, code, display }],
  text: display,
});

const normal = flag('N', 'Normal');
const high = flag('H', 'High');
const low = flag('L', 'Low');
const veryHigh: Concept = { ...flag('HH', 'Critical high'), text: 'Very high' };
const veryLow: Concept = { ...flag('LL', 'Critical low'), text: 'Very low' };

/** The limits of a test for the sex registered at birth and the age in years. */
export function limitsFor(test: LaboratoryTest, birthSex: 'F' | 'M', age: number): ReferenceLimits {
  if (age < 12 && test.child !== undefined) return { low: test.child.low, high: test.child.high };
  if (birthSex === 'F' && test.female !== undefined) return { low: test.female.low, high: test.female.high };
  return test.high === undefined ? { low: test.low } : { low: test.low, high: test.high };
}

/** The word for a result: very low, low, normal, high or very high, as an HL7 v3 ObservationInterpretation. */
export function interpret(test: LaboratoryTest, limits: ReferenceLimits, value: number): Concept {
  if (test.criticalHigh !== undefined && value >= test.criticalHigh) return veryHigh;
  if (test.criticalLow !== undefined && value <= test.criticalLow) return veryLow;
  if (limits.high !== undefined && value > limits.high) return high;
  return value < limits.low ? low : normal;
}
