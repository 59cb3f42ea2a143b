import { year } from './durations.ts';

/** The FHIR date on which somebody of this age in years (with a fraction) was born. */
export function birthDateOf(age: number, now: number): string {
  return new Date(now - age * year).toISOString().slice(0, 10);
}
